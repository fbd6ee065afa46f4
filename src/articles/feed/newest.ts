import type { RawItem } from './raw-item.ts';

/**
 * The newest first, whatever the order in the file. An item without a date stands where its neighbours are; a feed of
 * none is taken as feeds are written, the newest on top.
 */
export function newestFirst<Item extends Pick<RawItem, 'date'>>(items: readonly Item[]): Item[] {
  const ordered = isOldestFirst(items) ? items.toReversed() : [...items];
  let at = ordered.find(({ date }) => date)?.date?.at ?? 0;
  const dated = ordered.map((item) => {
    at = item.date?.at ?? at;
    return { item, at };
  });
  return dated.sort((one, other) => other.at - one.at).map(({ item }) => item);
}

function isOldestFirst(items: readonly Pick<RawItem, 'date'>[]): boolean {
  const times = items.flatMap(({ date }) => (date ? [date.at] : []));
  const steps = times.slice(1).map((time, index) => Math.sign(time - (times[index] ?? time)));
  return steps.reduce((sum, step) => sum + step, 0) > 0;
}
