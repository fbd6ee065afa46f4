import { sql } from 'kysely';
import type { Database } from '../../src/core/index.ts';

/** What a large installation holds: 2,000 articles, 100,000 readers with their ledger and mails of edition 7, 20,000 acts. */
export async function fillDesk(db: Database): Promise<void> {
  await sql`INSERT INTO articles (slug, section_id, state, headline, summary, body, source, created_at, updated_at)
    SELECT 'story-' || n, (SELECT min(id) FROM sections), (ARRAY['submitted','accepted','declined'])[1 + n % 3],
      'Story ' || n || ' of the allotments', 'What it says in short.',
      (SELECT string_agg(md5((n * 1000 + k)::text), ' ' ORDER BY k) FROM generate_series(1, 300) k), 'desk', now(), now()
    FROM generate_series(1, 2000) n`.execute(db);
  await sql`INSERT INTO subscribers (email, email_key, name, organisation, state, state_reason, all_sections, sections, created_at, updated_at)
    SELECT 'filled-' || n || '@example.org', 'filled-' || n || '@example.org', 'Name ' || n, 'Council ' || n % 500,
      (ARRAY['active','active','active','active','active','active','active','unsubscribed','active','suppressed'])[1 + n % 10],
      'imported', n % 3 = 0,
      CASE WHEN n % 3 = 0 THEN '{}' ELSE (SELECT array_agg(id) FROM sections WHERE id % 5 <> n % 5) END,
      '2026-08-01'::timestamptz - (n % 330) * interval '1 day', now()
    FROM generate_series(1, 100000) n`.execute(db);
  await sql`INSERT INTO consents (subscriber_id, at, event, reason, source, detail)
    SELECT id, created_at, 'imported', 'imported', 'csv import', '{"sections":"all"}'::jsonb FROM subscribers
    UNION ALL
    SELECT id, created_at + interval '1 day', 'sections changed', NULL, 'preferences page', '{}'::jsonb FROM subscribers WHERE id % 2 = 0
    UNION ALL
    SELECT id, now(), CASE state WHEN 'suppressed' THEN 'suppressed' ELSE 'left' END,
      CASE state WHEN 'suppressed' THEN 'hard bounce' ELSE 'left' END, 'one-click', '{"was":"active"}'::jsonb
    FROM subscribers WHERE state IN ('suppressed', 'unsubscribed')`.execute(db);
  await sql`INSERT INTO plans (edition_number, planned, created_at) VALUES (7, 80000, now()) ON CONFLICT DO NOTHING`.execute(
    db,
  );
  await sql`INSERT INTO deliveries (edition_number, subscriber_id, state, sent_at, updated_at)
    SELECT 7, id, 'delivered', now(), now() FROM subscribers WHERE state = 'active' ON CONFLICT DO NOTHING`.execute(
    db,
  );
  await sql`INSERT INTO acts (at, act, subject, actor, params)
    SELECT now() - n * interval '1 minute', (ARRAY['reader.looked-at','article.accepted','edition.reopened'])[1 + n % 3], 1 + n % 900,
      jsonb_build_object('kind', 'person', 'id', 1 + n % 5, 'name', 'Somebody', 'roles', '["editor"]'::jsonb), '{}'::jsonb
    FROM generate_series(1, 20000) n`.execute(db);
  await sql`VACUUM ANALYZE`.execute(db);
}
