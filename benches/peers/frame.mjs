// The frame of each peer's page: waits until the tool is loaded, then does the work when files are chosen and keeps how
// long it took. Loading the tool is not measured, as the built page loads its module before files are chosen as well.

/** `load` gives a function from the two files to the counts. */
export function frame(load) {
  const input = document.querySelector("input");
  const ready = load();
  ready.then(
    () => document.body.setAttribute("data-ready", ""),
    (error) => {
      window.result = { error: String(error) };
    },
  );
  input.addEventListener("change", async () => {
    const started = performance.now();
    try {
      const work = await ready;
      const file = (name) => [...input.files].find((one) => one.name === name);
      const counts = await work(file("ad.csv"), file("users.csv"));
      window.result = { time: performance.now() - started, counts };
    } catch (error) {
      window.result = { error: String(error?.message ?? error) };
    }
  });
}

/** A worker that answers one message with one message, and fails with what it says. */
export function asked(worker, message) {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => (data.error ? reject(new Error(data.error)) : resolve(data));
    worker.onerror = (event) => reject(new Error(event.message || "the worker is gone"));
    worker.postMessage(message);
  });
}
