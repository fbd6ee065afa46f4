import type { RememberedJournal } from './journals.store.ts';

/** A journal that lies where this process can read it. */
export type FoundJournal = { id: string; path: string; length: number };

/** How a journal differs from what the database remembers of it. */
export type Difference =
  /** It goes on after what the database knows: from octet `from` on, or wholly. */
  | { kind: 'longer'; journal: string; from: number; length: number }
  | { kind: 'unknown'; journal: string; from: 0; length: number }
  | { kind: 'shorter'; journal: string; remembered: number; length: number }
  | { kind: 'missing'; journal: string; remembered: number }
  /** Of another machine: when it was last seen from here it was longer than the database knows. */
  | { kind: 'elsewhere'; journal: string; remembered: number; seen: number }
  /** The database remembers journals, and this folder is none of theirs. */
  | { kind: 'no-place'; folders: readonly string[] }
  /** `quarterly restore` put a backup here. */
  | { kind: 'backup'; madeAt: string };

/**
 * Pure. Each journal of this place, and each that lies here, against what the database remembers. `before`: as it was before the
 * files were looked at, `after`: afterwards, since they may grow meanwhile.
 */
export function compareJournals(
  place: string,
  found: readonly FoundJournal[],
  { before, after }: { before: readonly RememberedJournal[]; after: readonly RememberedJournal[] },
): Difference[] {
  const promised = new Map(after.map(({ id, promised }) => [id, promised]));
  const lying = new Map(found.map((one) => [one.id, one]));
  const known = before.flatMap((row): Difference[] => {
    const file = lying.get(row.id);
    if (!file)
      return row.place === place && row.confirmed > 0
        ? [{ kind: 'missing', journal: row.id, remembered: row.confirmed }]
        : [];
    const { length } = file;
    if (length < row.confirmed)
      return [{ kind: 'shorter', journal: row.id, remembered: row.confirmed, length }];
    if (length > (promised.get(row.id) ?? row.promised))
      return [{ kind: 'longer', journal: row.id, from: row.confirmed, length }];
    return [];
  });
  const strangers = found.filter(({ id }) => !promised.has(id));
  return [
    ...known,
    ...strangers.map(({ id, length }): Difference => ({ kind: 'unknown', journal: id, from: 0, length })),
  ];
}

/** Pure. Journals of other machines that had come further than this database knows. */
export const wentBack = (
  seen: Readonly<Record<string, number>>,
  remembered: readonly RememberedJournal[],
): Difference[] => {
  const known = new Map(remembered.map(({ id, promised }) => [id, promised]));
  return Object.entries(seen).flatMap(([journal, length]): Difference[] => {
    const promised = known.get(journal) ?? 0;
    return promised < length ? [{ kind: 'elsewhere', journal, remembered: promised, seen: length }] : [];
  });
};

/** What stood in it cannot be read, whatever is tried from here. */
export const isLoss = ({ kind }: Difference) =>
  kind === 'missing' || kind === 'shorter' || kind === 'elsewhere' || kind === 'no-place';

/** For people. */
export function sayDifference(finding: Difference): string {
  switch (finding.kind) {
    case 'longer':
      return `journal ${finding.journal} goes on for ${finding.length - finding.from} octets after what the database knows`;
    case 'unknown':
      return `journal ${finding.journal} was begun after what the database knows, ${finding.length} octets`;
    case 'shorter':
      return `journal ${finding.journal} has ${finding.length} octets, and the database remembers ${finding.remembered}`;
    case 'missing':
      return `journal ${finding.journal} is missing, and the database remembers ${finding.remembered} octets of it`;
    case 'elsewhere':
      return `journal ${finding.journal} of another machine had ${finding.seen} octets when it was last seen, and the database remembers ${finding.remembered}`;
    case 'backup':
      return `a backup of ${finding.madeAt} was restored`;
    case 'no-place':
      return `the folder in JOURNAL_DIR holds no journal of this installation; the database remembers them in ${finding.folders.join(', ')}`;
  }
}
