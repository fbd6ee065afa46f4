import { readInstant } from './consent-date.ts';
import { plainName } from './plain-name.ts';
import { type Meaning, NO, NOTHING, STATE_COLUMNS, WORDS, YES } from './standings.ts';

/** How the cells of a column of states are read. */
export type StateRule =
  | { readonly kind: 'said' }
  | { readonly kind: 'agreed'; readonly no: Meaning }
  | { readonly kind: 'against'; readonly yes: Meaning };

/** `nothing`: the cell says nothing about it. `unknown`: it says something that nobody here understands. */
export type StandingWord = Meaning | 'nothing' | 'unknown';

const RULES = new Map<string, StateRule>([
  ...STATE_COLUMNS.said.map((name): [string, StateRule] => [name, { kind: 'said' }]),
  ...grouped<StateRule>(STATE_COLUMNS.agreed, (no) => ({ kind: 'agreed', no })),
  ...grouped<StateRule>(STATE_COLUMNS.against, (yes) => ({ kind: 'against', yes })),
]);
const MEANINGS = new Map(grouped(WORDS, (meaning) => meaning));

function grouped<T>(
  table: Partial<Record<Meaning, readonly string[]>>,
  make: (meaning: Meaning) => T,
): [string, T][] {
  return Object.entries(table).flatMap(([meaning, names]) =>
    names.map((name): [string, T] => [name, make(meaning as Meaning)]),
  );
}

/** The rule of a known column; undefined for one that says nothing about a subscription. */
export const stateRule = (column: string): StateRule | undefined => RULES.get(plainName(column));

const DATE =
  /^(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{8}(T?\d{6})?$|\d{10}$|\d{13}$|\d{1,2}[- ]\p{L}{3,9}[- ,]|\p{L}{3,9} \d{1,2},? )/u;
const ZERO_DATE = /^0000-00-00/;

/** Pure: what one cell says. */
export function readStanding(cell: string, rule: StateRule): StandingWord {
  const word = plainName(cell);
  if (word === '' || ZERO_DATE.test(cell)) return rule.kind === 'agreed' ? 'unknown' : 'nothing';
  const meaning = MEANINGS.get(word);
  if (meaning !== undefined) return meaning;
  if (rule.kind === 'said') return sayTruth(word);
  const since = DATE.test(cell);
  if (rule.kind === 'agreed') {
    if (YES.includes(word) || since) return 'active';
    return NO.includes(word) ? rule.no : 'unknown';
  }
  if (YES.includes(word) || since) return rule.yes;
  return NO.includes(word) || NOTHING.includes(word) ? 'nothing' : 'unknown';
}

/** `ON`, `NO` and `1` are provinces, countries and codes as well; the words of a programming language are not. */
const sayTruth = (word: string): StandingWord => {
  if (word === 'true') return 'active';
  return word === 'false' ? 'left' : 'unknown';
};

/** Whether a cell is of the vocabulary, so that its column is about a subscription. */
export function isKnown(cell: string, rule: StateRule): boolean {
  if (plainName(cell) === '') return false;
  return readStanding(cell, rule) !== 'unknown';
}

/** What holds against a reader stands before what speaks for them. */
const STRONGEST: readonly StandingWord[] = [
  'complaint',
  'hard bounce',
  'desk',
  'soft bounces',
  'left',
  'unconfirmed',
  'unknown',
  'active',
];

/** Pure: what the cells of one row say together; `active` where none says anything. */
export const strongest = (said: readonly StandingWord[]): Exclude<StandingWord, 'nothing'> =>
  STRONGEST.find((one): one is Exclude<StandingWord, 'nothing'> => said.includes(one)) ?? 'active';

/** The moment that a cell names, or null; a day without a time ends with its last moment. */
export function leavingDate(cell: string, on: Parameters<typeof readInstant>[1]): Date | null {
  try {
    const at = readInstant(cell, on);
    return at && cell.length <= 10 ? new Date(at.getTime() + 86_399_999) : at;
  } catch {
    return null;
  }
}
