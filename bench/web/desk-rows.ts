import { sql } from 'kysely';
import type { Database } from '../../src/core/index.ts';

/**
 * What a large installation holds: 2,000 articles, 100,000 readers with their ledger and mails of editions 6 and 7, 20,000
 * acts, twelve years of quarterly runs.
 */
export async function fillDesk(db: Database): Promise<void> {
  await sql`INSERT INTO articles (slug, section_id, state, headline, summary, body, source, created_at, updated_at)
    SELECT 'story-' || n, (SELECT min(id) FROM sections), (ARRAY['submitted','accepted','declined'])[1 + n % 3],
      'Story ' || n || ' of the allotments', 'What it says in short.',
      (SELECT string_agg(md5((n * 1000 + k)::text), ' ' ORDER BY k) FROM generate_series(1, 300) k), 'desk', now(), now()
    FROM generate_series(1, 2000) n`.execute(db);
  await sql`INSERT INTO subscribers (email, email_key, name, organisation, state, state_reason, all_sections, sections, created_at, updated_at)
    SELECT address, address, 'Name ' || n, 'Council ' || n % 500,
      (ARRAY['active','active','active','active','active','active','active','unsubscribed','active','suppressed'])[1 + n % 10],
      'imported', n % 3 = 0,
      CASE WHEN n % 3 = 0 THEN '{}' ELSE (SELECT array_agg(id) FROM sections WHERE id % 5 <> n % 5) END,
      '2026-08-01'::timestamptz - (n % 330) * interval '1 day', now()
    FROM generate_series(1, 100000) n, LATERAL (SELECT 'filled-' || n || '@council-' || n % 500 || '.example.org' AS address) one`.execute(
    db,
  );
  await sql`INSERT INTO consents (subscriber_id, at, event, reason, source, detail)
    SELECT id, created_at, 'imported', 'imported', 'csv import', '{"sections":"all"}'::jsonb FROM subscribers
    UNION ALL
    SELECT id, created_at + interval '1 day', 'sections changed', NULL, 'preferences page', '{}'::jsonb FROM subscribers WHERE id % 2 = 0
    UNION ALL
    SELECT id, CASE WHEN id % 300 < 10 THEN now() ELSE created_at + interval '2 days' END, CASE state WHEN 'suppressed' THEN 'suppressed' ELSE 'left' END,
      CASE state WHEN 'suppressed' THEN 'hard bounce' ELSE 'left' END, 'one-click', '{"was":"active"}'::jsonb
    FROM subscribers WHERE state IN ('suppressed', 'unsubscribed')`.execute(db);
  for (const edition of [6, 7]) await fillMails(db, edition);
  await sql`INSERT INTO acts (at, act, subject, actor, params)
    SELECT now() - n * interval '1 minute', (ARRAY['reader.looked-at','article.accepted','edition.reopened'])[1 + n % 3], 1 + n % 900,
      jsonb_build_object('kind', 'person', 'id', 1 + n % 5, 'name', 'Somebody', 'roles', '["editor"]'::jsonb), '{}'::jsonb
    FROM generate_series(1, 20000) n`.execute(db);
  await fillRuns(db);
  await sql`VACUUM ANALYZE`.execute(db);
}

/**
 * An edition's mails as events leave them: sent over two hours; of a hundred, 96 delivered, two bounced, one that no event told of
 * yet, one skipped; now and then a complaint, a refusal and one in doubt. Who left had it before.
 */
async function fillMails(db: Database, edition: number): Promise<void> {
  await sql`INSERT INTO deliveries (edition_number, subscriber_id, state, reason_code, reason_params, through, mailbox, choice,
      message_id, tries, sent_at, updated_at)
    SELECT ${edition}::integer, id, state, CASE state WHEN 'bounced' THEN 'hard-bounce' WHEN 'skipped' THEN 'reader-paused' WHEN 'rejected' THEN 'refused'
        WHEN 'unknown' THEN 'worker-stopped' END,
      CASE state WHEN 'rejected' THEN '{"said": "Address blacklisted"}'::jsonb WHEN 'bounced' THEN '{"kind": "General"}'::jsonb END,
      CASE WHEN went THEN 'live' END, CASE WHEN went THEN md5(id::text) END,
      CASE WHEN state <> 'skipped' THEN sections END, CASE WHEN went THEN md5('message' || id) END, 1,
      CASE WHEN went THEN sent END, sent + interval '20 seconds'
    FROM (SELECT *, state IN ('accepted', 'delivered', 'bounced', 'complained') AS went FROM (
      SELECT id, sections, now() - interval '3 hours' + id % 7200 * interval '1 second' AS sent,
        CASE WHEN id % 5000 = 17 THEN 'unknown' WHEN id % 2000 = 13 THEN 'complained' WHEN id % 2000 = 15 THEN 'rejected'
          WHEN id % 100 = 1 THEN 'skipped' WHEN id % 100 = 2 THEN 'accepted' WHEN id % 100 IN (3, 4) THEN 'bounced'
          ELSE 'delivered' END AS state
      FROM subscribers WHERE state IN ('active', 'unsubscribed')) one) mail ON CONFLICT DO NOTHING`.execute(
    db,
  );
  await sql`INSERT INTO plans (edition_number, planned, created_at)
    SELECT ${edition}::integer, count(*), now() - interval '3 hours' FROM deliveries WHERE edition_number = ${edition}
    ON CONFLICT (edition_number) DO UPDATE SET planned = excluded.planned`.execute(db);
}

/** Four editions a year for twelve years, each with the run that sent it, its eight actions and what each attempt read and wrote. */
async function fillRuns(db: Database): Promise<void> {
  await sql`INSERT INTO editions (number, state, cover, title, publisher, mailbox, sections, created_at, sent_at, published_at)
    SELECT 100 + n, 'published', 'Quarter ' || n, 'Edition ' || n, publisher, mailbox, sections, at, at, at
    FROM editions, generate_series(1, 48) n, LATERAL (SELECT now() - n * interval '91 days' AS at) one WHERE number = 7`.execute(
    db,
  );
  await sql`INSERT INTO flow_runs (edition_number, trigger, slot, state, started_at, finished_at)
    SELECT number, 'schedule', sent_at, 'succeeded', sent_at - interval '4 days', sent_at FROM editions WHERE number > 100`.execute(
    db,
  );
  const wrote = sql`jsonb_build_object('edition', r.edition_number, 'planned', 90000, 'sent', 89000,
    'states', '{"delivered": 88000, "bounced": 900, "complained": 100, "skipped": 1000}'::jsonb, 'sections',
    (SELECT jsonb_agg('section-' || k) FROM generate_series(1, 12) k))`;
  const names = sql`unnest('{collect,assemble,check,render,approve,send,publish,report}'::text[]) WITH ORDINALITY AS a (name, ordinal)`;
  await sql`INSERT INTO actions (run_id, ordinal, name, state, tries, inputs, outputs, started_at, finished_at)
    SELECT r.id, ordinal, name, 'succeeded', 1, '{"edition": 7}'::jsonb, ${wrote}, started_at, r.finished_at
    FROM flow_runs r, ${names} WHERE edition_number > 100`.execute(db);
  await sql`INSERT INTO attempts (run_id, action, number, state, inputs, outputs, started_at, finished_at)
    SELECT r.id, name, 1, 'succeeded', '{"edition": 7}'::jsonb, ${wrote}, started_at, r.finished_at
    FROM flow_runs r, ${names} WHERE edition_number > 100`.execute(db);
}
