import { sql } from 'kysely';
import type { Database } from '../../../src/core/index.ts';
import type { OutgoingMail } from '../../../src/delivery/index.ts';
import { SLUGS } from './edition.ts';

/** A reader as far as a mail shows it; an address of null = they are to get none. */
type Version = { address: string | null; slugs: string; html: boolean };
/** From `from` on, when its writing began, perhaps until `to`, when the writing of the next had ended; ms, monotonic. */
type Known = Version & { from: number; to: number };
type Called = Version & { begun: number };

/** Promised: no call on knowledge older than this. */
const PROMISE_MS = 2_000;

export type History = Awaited<ReturnType<typeof createHistory>>;

/** What was true of each reader and when, beside what the calls to Amazon SES began on. */
export async function createHistory(db: Database) {
  const versions = new Map<number, Known[]>();
  const calls: Called[] = [];
  const readerOf = (address: string) => Number(/^reader(\d+)/.exec(address)?.[1]);

  async function read(reader: number): Promise<Version> {
    const { rows } = await sql<{ email: string; gone: boolean; html: boolean; slugs: string | null }>`
      SELECT email, state <> 'active' OR coalesce(paused_until > now(), false) AS gone, format = 'html' AS html,
        (SELECT string_agg(slug, ', ' ORDER BY position) FROM sections x WHERE s.all_sections OR x.id = ANY(s.sections)) AS slugs
      FROM subscribers s WHERE email_key LIKE ${`reader${reader}@%`} OR email_key LIKE ${`reader${reader}.%`}`.execute(
      db,
    );
    const row = rows[0];
    if (!row) throw new Error(`no reader ${reader}`);
    return { address: row.gone || !row.slugs ? null : row.email, slugs: row.slugs ?? '', html: row.html };
  }

  return {
    /** Runs a change of one reader; changes of the same reader come one after another. */
    async changed(reader: number, change: () => Promise<unknown>): Promise<void> {
      const known = versions.get(reader) ?? [
        { ...(await read(reader)), from: 0, to: Number.POSITIVE_INFINITY },
      ];
      versions.set(reader, known);
      const from = performance.now();
      await change();
      const last = known.at(-1);
      if (last) last.to = performance.now();
      known.push({ ...(await read(reader)), from, to: Number.POSITIVE_INFINITY });
    },
    called({ to, pieces }: OutgoingMail, begun: number): void {
      const text = Buffer.concat(pieces).toString();
      const slugs = SLUGS.filter(
        (slug) => new RegExp(`^(${SLUGS.join('|')}|, )*${slug}`, 'm').test(text) || text.includes(slug),
      );
      calls.push({ address: to, slugs: slugs.join(', '), html: /text\/html/i.test(text), begun });
    },
    calls: () => calls,
    /** Readers who were called twice. */
    twice: () => {
      const readers = calls.map(({ address }) => readerOf(address ?? ''));
      return readers.filter((reader, n) => readers.indexOf(reader) !== n);
    },
    /** Calls that began on what had not been true for the promised time. */
    missed: () =>
      calls.filter(({ address, slugs, html, begun }) => {
        const known = versions.get(readerOf(address ?? ''));
        return (
          known !== undefined &&
          !known.some(
            (one) =>
              one.address === address &&
              one.slugs === slugs &&
              one.html === html &&
              one.from <= begun &&
              one.to >= begun - PROMISE_MS,
          )
        );
      }),
  };
}

export type Change = { reader: number; nth: number };

/** One of the things that readers, and those who suppress them, do; which one goes by the number. */
export async function changeReader(db: Database, history: History, { reader, nth }: Change): Promise<void> {
  const where = sql`WHERE email_key LIKE ${`reader${reader}@%`} OR email_key LIKE ${`reader${reader}.%`}`;
  const what = [
    sql`state = 'unsubscribed'`,
    sql`state = 'suppressed'`,
    sql`state = 'active'`,
    sql`all_sections = false, sections = '{}'`,
    sql`all_sections = false, sections = (SELECT array_agg(id) FROM sections WHERE position <> 1)`,
    sql`all_sections = true, state = 'active'`,
    sql`format = CASE format WHEN 'html' THEN 'text' ELSE 'html' END`,
    sql`email = ${`reader${reader}.${nth}@example.org`}, email_key = ${`reader${reader}.${nth}@example.org`}`,
    sql`paused_until = now() + interval '1 day'`,
    sql`paused_until = NULL, state = 'active'`,
  ][Math.floor(nth / 7) % 10];
  await history.changed(reader, () => sql`UPDATE subscribers SET ${what} ${where}`.execute(db));
}
