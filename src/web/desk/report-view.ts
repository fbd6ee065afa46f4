import { csvLine, type LeavingReason, leavingReasons, leftAfter } from '../../../subscribers/index.ts';
import { deskMoment, sayLeaving } from '../../../templates/web/desk/moments.ts';
import type { ReportFigures } from '../../../templates/web/desk/report-figures.tsx';
import type { EditionNumber } from '../../core/index.ts';
import { languageName, localDay } from '../../core/index.ts';
import {
  type Breakdown,
  type DeliveryReport,
  deliveryFigures,
  mailsByLanguage,
  sumOf,
} from '../../delivery/index.ts';
import { draftSnapshot } from '../../editions/index.ts';
import type { DeskDeps } from './deps.ts';

/** Domains with a line of their own; the rest are one. */
const DOMAINS = 20;

/** Everything that is known of an edition's mails, nothing where none is planned: counted now, from what the events left. */
export async function reportFigures(
  deps: DeskDeps,
  number: EditionNumber,
  mayDecide: boolean,
): Promise<ReportFigures | undefined> {
  const { sections } = (await draftSnapshot(deps, number)).snapshot;
  const { timeZone } = deps.config;
  const [{ report, by }, languages, left] = await Promise.all([
    deliveryFigures(deps.db, { edition: number, sections: sections.map(({ slug }) => slug), timeZone }),
    mailsByLanguage(deps.db, number, deps.config.languages),
    leftAfter(deps.db, number),
  ]);
  if (report.planned === 0) return undefined;
  const labels = new Map(sections.map(({ slug, label }) => [slug, label]));
  const [own, rest] = [by.domains.slice(0, DOMAINS), by.domains.slice(DOMAINS)];
  return {
    planned: report.planned,
    totals: totalsOf(report),
    skippedBy: whys(report.skippedBy),
    refusedBy: whys(report.rejectedBy),
    mayDecide,
    sections: by.sections.map(({ slug, ...row }) => ({
      label: labels.get(slug) ?? slug,
      ...row,
    })),
    languages: languages.map(({ language, ...row }) => ({ ...row, language: languageName(language) })),
    domains: own.map((row) => ({ ...row, domain: row.domain ?? 'Address no longer held' })),
    ...(rest.length > 0 ? { otherDomains: { ...sumOf(rest), domains: rest.length } } : {}),
    times: by.times.bins.map(({ at, ...row }) => ({ ...timeWords(at, by.times.minutes), ...row })),
    left: left.map(({ why, readers }) => ({ why: leavingWords(why), readers })),
    ...(report.folded
      ? { folded: { mails: report.folded.mails, before: localDay(report.folded.before, timeZone) } }
      : {}),
  };
}

const totalsOf = ({ states, sent, open, unknown }: DeliveryReport): ReportFigures['totals'] => ({
  sent,
  open,
  unknown,
  delivered: states.delivered,
  bounced: states.bounced,
  complained: states.complained,
  skipped: states.skipped,
  refused: states.rejected,
});

const whys = (by: Readonly<Record<string, number>>) =>
  Object.entries(by).map(([why, mails]) => ({ why: why || 'No reason is recorded', mails }));

const isLeavingReason = (why: string): why is LeavingReason => leavingReasons.some((one) => one === why);
const leavingWords = (why: string | null) =>
  why === null ? 'They gave none' : isLeavingReason(why) ? sayLeaving(why) : why;

/** A clock on the wall, `2026-11-27T09:05`, as a bar and as a line of the table name it. */
export function timeWords(
  at: string,
  minutes: Breakdown['times']['minutes'],
): { short: string; long: string } {
  const time = new Date(`${at}Z`);
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' }).format(time);
  if (minutes >= 1_440) {
    const day = { day: 'numeric', month: 'short' } as const;
    return { short: part(day), long: part({ ...day, year: 'numeric' }) };
  }
  const short = part({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return { short, long: deskMoment(time, { timeZone: 'UTC' }) };
}

const FIGURES = ['sent', 'delivered', 'bounced', 'complained', 'unknown'] as const;

/** The report as a file, one figure a line, so that a spreadsheet can turn it as it likes. */
export function reportCsv(number: EditionNumber, figures: ReportFigures): { text: string; lines: number } {
  const lines: [part: string, name: string, what: string, count: number][] = [];
  const add = (part: string, name: string, counts: Readonly<Record<string, number>>) => {
    for (const [what, count] of Object.entries(counts)) lines.push([part, name, what, count]);
  };
  const pick = (row: (typeof figures)['domains'][number] | (typeof figures)['sections'][number]) =>
    Object.fromEntries(FIGURES.map((key) => [key, row[key]]));
  const { totals, otherDomains } = figures;
  add('total', '', { planned: figures.planned, ...totals });
  for (const { why, mails } of figures.skippedBy) add('skipped because', why, { skipped: mails });
  for (const { why, mails } of figures.refusedBy) add('refused because', why, { refused: mails });
  for (const row of figures.sections) add('section', row.label, pick(row));
  for (const row of figures.languages) add('language', row.language, pick({ ...row, domain: '' }));
  for (const row of figures.domains) add('domain', row.domain, pick(row));
  if (otherDomains) add('domain', 'others', { ...pick({ ...otherDomains, domain: '' }) });
  for (const { long, ...row } of figures.times) add('from', long, pick({ ...row, domain: '' }));
  for (const { why, readers } of figures.left) add('left because', why, { left: readers });
  const text = [
    csvLine(['edition', 'part', 'name', 'what', 'count']),
    ...lines.map((line) => csvLine([number, ...line])),
  ].join('');
  return { text, lines: lines.length };
}
