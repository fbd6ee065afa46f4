/** One value of an action's inputs or outputs, by the names that lead to it: `states.sent`. */
export type Leaf = { name: string; value: string };
/** What it was last time, and is now; undefined where it was not there. */
export type ValueDifference = { name: string; now: string | undefined; before: string | undefined };

/** Every value within what an action took in or gave out, in its order. */
export function leavesOf(value: unknown, under = ''): Leaf[] {
  if (value === null || value === undefined) return [];
  if (typeof value !== 'object') return [{ name: under || 'value', value: String(value) }];
  const entries = Object.entries(value);
  // A list of words or numbers is one thing to look at.
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object' || one === null))
    return [{ name: under || 'value', value: value.join(', ') }];
  return entries.flatMap(([key, one]) => leavesOf(one, under ? `${under}.${key}` : key));
}

/** What is not as it was the last time: added, gone or other. */
export function differencesOf(now: unknown, before: unknown): ValueDifference[] {
  const were = new Map(leavesOf(before).map(({ name, value }) => [name, value]));
  const are = new Map(leavesOf(now).map(({ name, value }) => [name, value]));
  return [...new Set([...are.keys(), ...were.keys()])]
    .map((name) => ({ name, now: are.get(name), before: were.get(name) }))
    .filter((one) => one.now !== one.before);
}
