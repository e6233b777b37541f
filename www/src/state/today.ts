// The day, by the person's own calendar. The core has no clock; what carries a date gets it from here.

/** Today, such as 2026-08-01. */
export function today(): string {
  const now = new Date();
  const two = (value: number) => String(value).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
