import { sql } from 'kysely';
import type { Actor, Db } from '../core/index.ts';
import type { Difference } from './compare.ts';

export type RestoreHold = { id: number; since: Date; findings: readonly Difference[] };

/** All sending is held from here on. */
export async function holdAll(db: Db, findings: readonly Difference[]): Promise<void> {
  await sql`INSERT INTO restore_holds (since, findings) VALUES (clock_timestamp(), ${JSON.stringify(findings)}::jsonb)
    ON CONFLICT ((true)) WHERE released_at IS NULL DO NOTHING`.execute(db);
}

/** Adds what is found while all is held; a hold that was released meanwhile stays so. */
export async function addToHold(db: Db, hold: RestoreHold, findings: readonly Difference[]): Promise<void> {
  const key = (finding: Difference) => ('journal' in finding ? finding.journal : finding.kind);
  const all = [
    ...new Map([...hold.findings, ...findings].map((finding) => [key(finding), finding])).values(),
  ];
  if (JSON.stringify(all) === JSON.stringify(hold.findings)) return;
  await sql`UPDATE restore_holds SET findings = ${JSON.stringify(all)}::jsonb
    WHERE id = ${hold.id} AND released_at IS NULL`.execute(db);
}

/** `undefined` while nothing is held. */
export async function openHold(db: Db): Promise<RestoreHold | undefined> {
  const row = await db
    .selectFrom('restore_holds')
    .select(['id', 'since', 'findings'])
    .where('released_at', 'is', null)
    .executeTakeFirst();
  return row && { ...row, findings: row.findings as Difference[] };
}

export async function releaseHold(db: Db, { by, replayed }: { by: Actor; replayed: unknown }): Promise<void> {
  await sql`UPDATE restore_holds SET released_at = clock_timestamp(), released_by = ${JSON.stringify(by)}::jsonb,
    replayed = ${JSON.stringify(replayed)}::jsonb WHERE released_at IS NULL`.execute(db);
}
