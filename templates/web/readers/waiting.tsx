/** "within the hour", "within 3 hours". */
export const withinHours = (hours: number): string =>
  hours <= 1 ? 'within the hour' : `within ${hours} hours`;

/** Why a mail that was asked for does not come at once. */
export function BusyNote() {
  return <p>Many people are signing up just now, so the emails go out in turn. You need not ask again.</p>;
}
