// An answer of the worker that a view shows: asked for anew when the question changes, and thrown away when it comes too
// late.

import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

/**
 * The answer to a question; the last one stays until the next is there. `key` stands for the question, so that asking
 * twice for the same is one question. `arrived` runs once for each answer.
 */
export function useAnswer<Answer>(
  key: string,
  ask: () => Promise<Answer>,
  arrived?: (answer: Answer) => void,
): Signal<Answer | null> {
  const answer = useSignal<Answer | null>(null);
  useEffect(() => {
    let isCurrent = true;
    ask().then(
      (value) => {
        if (!isCurrent) return;
        answer.value = value;
        arrived?.(value);
      },
      // Only a worker that was ended does not answer; what is shown then is up to the store.
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [key]);
  return answer;
}
