import type { Context } from 'hono';
import { type ReaderImport, selectOutcomes } from '../../../subscribers/index.ts';
import type { ImportResultView } from '../../../templates/web/desk/import-result.tsx';
import { ROW_OUTCOMES, withoutOptions } from '../../../templates/web/desk/import-words.ts';
import { howMany } from '../../../templates/web/desk/moments.ts';
import type { DeskDeps, SignedInEnv } from './deps.ts';

const PAGE = 50;

/** What a list would do or did, with a page of its rows. */
export async function resultView(
  c: Context<SignedInEnv>,
  { db }: DeskDeps,
  { id, name, state, report }: ReaderImport & { state: 'tried' | 'done' },
): Promise<ImportResultView> {
  const asked = c.req.query('outcome') ?? '';
  const outcome = Object.hasOwn(ROW_OUTCOMES, asked) ? asked : '';
  const after = /^\d{1,9}$/.test(c.req.query('after') ?? '') ? Number(c.req.query('after')) : 0;
  const found = await selectOutcomes(db, id, { outcome: outcome || undefined, after, limit: PAGE + 1 });
  const shown = found.slice(0, PAGE);
  return {
    site: c.get('site'),
    id,
    name,
    state,
    rows: report?.rows ?? 0,
    counts: Object.keys(ROW_OUTCOMES).flatMap((one) => {
      const count = Number(report?.[one as 'added'] ?? 0);
      return count > 0 ? [{ outcome: one, count }] : [];
    }),
    remarks: report ? remarksOf(report) : [],
    outcome,
    shown: shown.map(({ line, address, outcome: what, reason }) => ({
      line,
      address: address ?? '',
      outcome: what,
      reason: reason === null ? '' : withoutOptions(reason),
    })),
    next: found.length > PAGE ? shown.at(-1)?.line : undefined,
    further: after > 0,
  };
}

function remarksOf({
  noConsent,
  rows,
  unreadableSuppressions,
  newSections,
}: NonNullable<ReaderImport['report']>): string[] {
  return [
    ...(noConsent > 0
      ? [
          `${noConsent.toLocaleString('en-GB')} of ${howMany(rows, 'row')} say nothing about how or when the reader agreed. It is recorded as none given.`,
        ]
      : []),
    ...(newSections.length > 0
      ? [`No edition has been imported yet, so these sections are taken on trust: ${newSections.join(', ')}.`]
      : []),
    ...(unreadableSuppressions > 0
      ? [
          `${howMany(unreadableSuppressions, 'entry', 'entries')} of the list of suppressed addresses cannot be checked: whoever runs the installation has changed its keys, and must put the old one back.`,
        ]
      : []),
  ];
}
