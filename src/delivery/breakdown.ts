import type { Db, EditionNumber, SectionId, SectionSlug } from '../core/index.ts';
import { type Became, countByDomain } from './breakdown.store.ts';
import { SENT_STATES } from './delivery.ts';
import { sectionsOf } from './edition-sections.ts';
import type { EditionSections } from './plan/admission.ts';
import type { ReportedState } from './report.store.ts';
import { type DeliveryReport, reportOf } from './report.ts';
import { type Tally, tallyMails } from './tally.store.ts';

/** What became of an edition's mails by section, by recipient domain and by when they went. Mails that were folded are in none. */
export type Breakdown = {
  /** A mail counts in each section that it holds. */
  sections: (Became & { slug: SectionSlug })[];
  domains: (Became & { domain: string | null })[];
  times: {
    /** The width of each. */
    minutes: number;
    /** Without gaps; `at` is the clock on the wall where each begins. */
    bins: (Became & { at: string })[];
  };
};

const HOUR = 60;
const DAY = 24 * HOUR;
const WIDTHS = [1, 5, 15, HOUR, 6 * HOUR, DAY, 7 * DAY, 28 * DAY] as const;
const MOST_BINS = 24;

/** The narrowest bins, in minutes, that show a span of time in so many bars that each can be told apart. */
export function binWidth({ from, to }: { from: Date; to: Date }): number {
  const minutes = (to.getTime() - from.getTime()) / 60_000;
  return WIDTHS.find((width) => minutes / width < MOST_BINS) ?? 28 * DAY;
}

const NOTHING: Became = { sent: 0, delivered: 0, bounced: 0, complained: 0, unknown: 0 };
const KEYS = ['sent', 'delivered', 'bounced', 'complained', 'unknown'] as const;

export const sumOf = (rows: readonly Became[]): Became => {
  const sum = { ...NOTHING };
  for (const row of rows) for (const key of KEYS) sum[key] += row[key];
  return sum;
};

type Asked = { edition: EditionNumber; sections: readonly SectionSlug[]; timeZone: string };

/** Where an edition's deliveries stand, and what became of them by section, domain and time: each is read twice, at once. */
export async function deliveryFigures(
  db: Db,
  { edition, sections, timeZone }: Asked,
): Promise<{ report: DeliveryReport; by: Breakdown }> {
  const [tally, domains, ids] = await Promise.all([
    tallyMails(db, edition, timeZone),
    countByDomain(db, edition),
    sectionsOf(db, sections),
  ]);
  const report = await reportOf(db, edition, { counts: tally.states, surface: 'page' });
  return { report, by: { sections: bySection(tally, ids), domains, times: byTime(tally.minutes) } };
}

/** What became of an edition's mails by the sections that they hold; nothing where all of them are numbers only. */
export async function sentBySection(
  db: Db,
  { edition, sections, timeZone }: Asked,
): Promise<Breakdown['sections']> {
  const [tally, ids] = await Promise.all([tallyMails(db, edition, timeZone), sectionsOf(db, sections)]);
  return bySection(tally, ids);
}

type OfState = { state: ReportedState; mails: number };

function became(rows: readonly OfState[]): Became {
  const of = (...states: readonly ReportedState[]) =>
    rows.filter(({ state }) => states.includes(state)).reduce((sum, { mails }) => sum + mails, 0);
  return {
    sent: of(...SENT_STATES),
    delivered: of('delivered'),
    bounced: of('bounced'),
    complained: of('complained'),
    unknown: of('unknown'),
  };
}

function bySection({ choices }: Tally, sections: EditionSections): Breakdown['sections'] {
  if (!choices.some(({ state }) => TOLD.includes(state))) return [];
  return sections.map(({ slug, ids }) => ({
    slug,
    ...became(choices.filter(({ choice }) => holds(choice, ids))),
  }));
}

const TOLD: readonly ReportedState[] = [...SENT_STATES, 'unknown'];

const holds = (choice: readonly SectionId[] | null, ids: readonly number[]) =>
  choice !== null && (choice.length === 0 || choice.some((id) => ids.includes(id)));

/** A Monday: bins of days and weeks begin there. */
const ORIGIN_MS = Date.UTC(2001, 0, 1);

/** Minutes, gathered to bins without gaps. */
function byTime(found: Tally['minutes']): Breakdown['times'] {
  const times = found.flatMap(({ first, last }) => [first.getTime(), last.getTime()]);
  if (times.length === 0) return { minutes: 1, bins: [] };
  // There may be more of them than a call takes as arguments.
  const [from, to] = times.reduce(([least, most], time) => [Math.min(least, time), Math.max(most, time)], [
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ] as [number, number]);
  const minutes = binWidth({ from: new Date(from), to: new Date(to) });
  const width = minutes * 60_000;
  const began = (at: string) => Math.floor((Date.parse(`${at}Z`) - ORIGIN_MS) / width) * width + ORIGIN_MS;
  const bins = new Map<number, OfState[]>();
  for (const row of found) {
    const bin = bins.get(began(row.at));
    if (bin) bin.push(row);
    else bins.set(began(row.at), [row]);
  }
  const begins = [...bins.keys()].sort((a, b) => a - b);
  const all: Breakdown['times']['bins'] = [];
  for (let now = begins[0] ?? 0; now <= (begins.at(-1) ?? -1); now += width)
    all.push({ at: new Date(now).toISOString().slice(0, 16), ...became(bins.get(now) ?? []) });
  return { minutes, bins: all };
}
