import type { Db, SectionSlug } from '../src/core/index.ts';
import { openSectionBook } from '../src/sections/index.ts';
import {
  countReaderChoices,
  countReaderStates,
  type MonthOfChanges,
  type MonthsAsked,
  type StateCounts,
  selectMonths,
} from './overview.store.ts';
import { accumulated, remembered } from './remembered.store.ts';

export type { MonthOfChanges, StateCounts } from './overview.store.ts';

export type SubscriberCounts = {
  readonly states: StateCounts;
  /** Active readers of every section that there is and will be. */
  readonly all: number;
  /** Active readers who get each section, those of all included. */
  readonly sections: readonly {
    readonly slug: SectionSlug;
    readonly label: string;
    readonly readers: number;
  }[];
};

/** How many readers there are, by state and by section. */
export async function countSubscribers(db: Db): Promise<SubscriberCounts> {
  const [states, choices, book] = await Promise.all([
    remembered(db, 'states', () => countReaderStates(db)),
    readerChoices(db),
    openSectionBook(db),
  ]);
  const readersOf = (is: (choice: (typeof choices)[number]) => boolean) =>
    choices.filter(is).reduce((sum, { readers }) => sum + readers, 0);
  return {
    states,
    all: readersOf((choice) => choice.all_sections),
    sections: book.live.map(({ id, slug, label }) => ({
      slug,
      label,
      readers: readersOf((choice) => choice.all_sections || choice.sections.includes(id)),
    })),
  };
}

/** Who joined and who went, by month, oldest first; every month is there. Joined less the others is who is active. */
export const monthlyChanges = (db: Db, asked: MonthsAsked): Promise<MonthOfChanges[]> => {
  const { until, months, timeZone } = asked;
  const month = new Intl.DateTimeFormat('en-GB', { year: 'numeric', month: '2-digit', timeZone }).format(
    until,
  );
  return accumulated(db, `months ${month} ${months} ${timeZone}`, {
    count: (lines) => selectMonths(db, asked, lines),
    add: sumOfMonths,
  });
};

const sumOfMonths = (a: MonthOfChanges[], b: MonthOfChanges[]): MonthOfChanges[] =>
  a.map(({ month, ...one }, at) => {
    const other = b[at];
    if (other?.month !== month) throw new Error(`Months do not agree: ${month} and ${other?.month}.`);
    return {
      month,
      joined: one.joined + other.joined,
      left: one.left + other.left,
      bounced: one.bounced + other.bounced,
      stopped: one.stopped + other.stopped,
    };
  });

/** How many active readers made which choice. */
export const readerChoices = (db: Db) => remembered(db, 'choices', () => countReaderChoices(db));
