import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { startEmbeddedPostgres } from '../../src/adapters/embedded-postgres/server.ts';
import { connectDatabase, migrate } from '../../src/adapters/postgres/database.ts';
import {
  canonicalJson,
  type Database,
  type EditionNumber,
  editionNumber,
  sha256,
  silentLog,
} from '../../src/core/index.ts';
import { closeAtSignal } from '../at-signal.ts';
import { SLUGS } from './mail.ts';

export type Stores = { db: Database; url: string; close(): Promise<void> };

/** An embedded PostgreSQL of its own, with the schema in it. */
export async function openStores(): Promise<Stores> {
  const folder = mkdtempSync(join(tmpdir(), 'quarterly-bench-'));
  chmodSync(folder, 0o755);
  const server = await startEmbeddedPostgres(folder, silentLog);
  const { db, close } = connectDatabase(server.url, silentLog);
  await migrate(db);
  await sql`INSERT INTO sections (slug, label, position) SELECT s, s, n FROM unnest(${SLUGS}::text[]) WITH ORDINALITY AS u (s, n)`.execute(
    db,
  );
  const stores: Stores = {
    db,
    url: server.url,
    async close() {
      await close();
      await server.release();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  closeAtSignal(stores.close);
  return stores;
}

/** Makes the list hold exactly `count` readers, whose choices are 60 different sets of six sections. */
export async function setReaders(db: Database, count: number): Promise<void> {
  await sql`TRUNCATE deliveries, plans, leases, flow_runs, actions, notices, consents, subscribers RESTART IDENTITY CASCADE`.execute(
    db,
  );
  await sql`
    INSERT INTO subscribers (email, email_key, state, sections, created_at, updated_at)
    SELECT 'reader' || n || '@example.org', 'reader' || n || '@example.org', 'active',
      ARRAY(SELECT i FROM generate_series(1, 6) i WHERE (1 + n % 60) & (1 << (i - 1)) > 0), now(), now()
    FROM generate_series(1, ${count}::int) n`.execute(db);
  await sql`ANALYZE subscribers`.execute(db);
}

let number = 0;

/** An approved edition whose run is open, not planned yet. */
export async function newEdition(db: Database): Promise<EditionNumber> {
  number += 1;
  const edition = editionNumber(number);
  const sections = SLUGS.map((slug) => ({ slug, label: slug, description: '', articles: [] }));
  const texts = {
    cover: 'May 2026',
    title: 'Bench',
    strapline: '',
    publisher: 'P',
    mailbox: 'bulletin@example.org',
  };
  const content = canonicalJson({
    number,
    ...texts,
    welcome: '',
    approvedAt: new Date(0).toISOString(),
    sections,
  });
  await sql`
    INSERT INTO editions (number, state, cover, title, publisher, mailbox, sections, created_at)
    VALUES (${edition}, 'sending', 'May 2026', 'Bench', 'P', 'bulletin@example.org', '[]', now())`.execute(
    db,
  );
  await sql`INSERT INTO snapshots VALUES (${edition}, ${sha256(content)}, ${content}, now())`.execute(db);
  await sql`INSERT INTO runs (edition_number, trigger, state, started_at) VALUES (${edition}, 'manual', 'running', now())`.execute(
    db,
  );
  return edition;
}
