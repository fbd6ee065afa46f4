/** A day of the calendar without a clock, `YYYY-MM-DD`: so it sorts, and has no time zone. */
export type Day = string & { readonly __day: true };

/** @throws RangeError for what is no day there ever is, such as 30 February. */
export function day(text: string): Day {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : new Date(Number.NaN);
  if (Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== text)
    throw new RangeError(`${text} is no day of the calendar`);
  return text as Day;
}
