import { fault } from '../src/core/index.ts';
import {
  ADDRESS_OF_LAST_RESORT,
  COLUMNS,
  type Field,
  MAY_HOLD,
  type PlainField,
  SYNONYMS,
} from './import-names.ts';
import { plainName } from './plain-name.ts';
import { type StateRule, stateRule } from './standing.ts';
import { CHANGED_COLUMNS } from './standings.ts';

export type StateColumn = {
  readonly index: number;
  readonly rule: StateRule;
  /** Said by `--map`: it counts whatever it holds. */
  readonly told: boolean;
};

/** What each column of a file is. */
export type Layout = {
  readonly names: readonly string[];
  readonly at: ReadonlyMap<PlainField, number>;
  /** All that may tell who left; which of them do, their cells decide. */
  readonly states: readonly StateColumn[];
  /** When a row was last changed; null where no column says it. */
  readonly changedAt: number | null;
  /** Why somebody is suppressed, in our own export. */
  readonly cause: number | null;
};

export type ColumnTelling = {
  /** `--map column=field`. */
  readonly map?: readonly { readonly column: string; readonly field: Field }[] | undefined;
  /** `--ignore column`. */
  readonly ignore?: readonly string[] | undefined;
  /** Said of every column by its place; null passes it over. Names then tell nothing, but for when a row was changed and why. */
  readonly byIndex?: readonly (Field | null)[] | undefined;
};

/**
 * Pure: finds the columns by their names and by what was told.
 * @throws Fault `invalid` for a told column that is not there, and for a column of addresses that is missing or doubled.
 */
export function readLayout(fields: readonly string[], telling: ColumnTelling = {}): Layout {
  const names = fields.map((field) => field.replace(/[\p{Cc}\p{Cf}\p{Z}]+/gu, ' ').trim());
  const plain = names.map(plainName);
  const { ignored, told } = toldColumns(names, telling);
  const taken = new Set([...ignored, ...told.map(({ index }) => index)]);
  const called = (name: string) => plain.flatMap((one, index) => (one === name ? [index] : []));
  const free = (name: string) => called(name).filter((index) => !taken.has(index));
  const at = new Map<PlainField, number>();
  for (const { field, index } of told) if (field !== 'state') at.set(field, index);
  for (const field of Object.keys(SYNONYMS) as PlainField[]) {
    if (at.has(field)) continue;
    const found = SYNONYMS[field].flatMap(free);
    if (found.length > 1 && (field === 'email' || field === 'sections')) throw doubled(field, found, names);
    const index = found[0] ?? (field === 'email' ? ADDRESS_OF_LAST_RESORT.flatMap(free)[0] : undefined);
    if (index !== undefined) at.set(field, index);
  }
  const read = new Set([...at.values(), ...ignored]);
  return {
    names,
    at,
    states: stateColumns(
      names,
      read,
      new Set(told.filter(({ field }) => field === 'state').map(({ index }) => index)),
    ),
    changedAt: CHANGED_COLUMNS.flatMap(telling.byIndex ? called : free)[0] ?? null,
    cause: (telling.byIndex ? called : free)('statereason')[0] ?? null,
  };
}

type ToldColumns = { ignored: ReadonlySet<number>; told: readonly { field: Field; index: number }[] };

function toldColumns(
  names: readonly string[],
  { byIndex, ignore = [], map = [] }: ColumnTelling,
): ToldColumns {
  if (byIndex) {
    const said = names.map((_, index) => ({ index, field: byIndex[index] ?? null }));
    return {
      ignored: new Set(said.filter(({ field }) => field === null).map(({ index }) => index)),
      told: said.flatMap(({ index, field }) => (field === null ? [] : [{ index, field }])),
    };
  }
  return {
    ignored: new Set(ignore.map((column) => columnAt(names, column, 'ignore'))),
    told: map.map(({ column, field }) => ({ field, index: columnAt(names, column, 'map') })),
  };
}

function stateColumns(
  names: readonly string[],
  read: ReadonlySet<number>,
  told: ReadonlySet<number>,
): StateColumn[] {
  return names.flatMap((name, index) => {
    const rule = stateRule(name) ?? (told.has(index) ? ({ kind: 'said' } as const) : undefined);
    return rule && !read.has(index) ? [{ index, rule, told: told.has(index) }] : [];
  });
}

function columnAt(names: readonly string[], column: string, option: 'map' | 'ignore'): number {
  const exact = names.indexOf(column.trim());
  const index = exact === -1 ? names.findIndex((name) => plainName(name) === plainName(column)) : exact;
  if (index === -1)
    throw fault(
      'invalid',
      `There is no column "${column}" for --${option}. The first line names: ${listed(names)}.`,
    );
  return index;
}

const listed = (names: readonly string[]) => names.filter((name) => name !== '').join(', ');

function doubled(field: PlainField, found: readonly number[], names: readonly string[]) {
  const written = found.map((index) => `"${names[index]}"`).join(', ');
  return fault(
    'invalid',
    `The column "${field}" is there twice in the first line: ${written}. Say which counts with --map "${names[found[0] ?? 0]}=${field}", or what is passed over with --ignore "${names[found[1] ?? 0]}".`,
  );
}

/** @throws Fault `invalid` that names what is missing, and the option that says where it is. */
export function requireFields(layout: Layout, fields: readonly ('email' | 'sections')[]): void {
  const missing = fields.filter((field) => !layout.at.has(field));
  if (missing.length === 0) return;
  if (layout.names.some((name) => name.includes('@')))
    throw fault(
      'invalid',
      `The first line holds an address where it must name the columns. Missing: ${missing.join(', ')}. Put ${COLUMNS.join(',')} above it, with as many names as the rows have values.`,
    );
  const options = missing.map((field) => {
    const candidate = layout.names.find((name) => MAY_HOLD[field]?.test(name));
    const map = `--map "${candidate ?? 'COLUMN'}=${field}"`;
    return field === 'sections' ? `${map} (or --sections "*": all sections for every row)` : map;
  });
  throw fault(
    'invalid',
    `The first line must name the columns, such as ${COLUMNS.join(',')}. Missing: ${missing.join(', ')}. Say which column holds it: ${options.join(' and ')}. The first line names: ${listed(layout.names)}.`,
  );
}
