import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import type { Browser } from 'playwright-core';
import { startEmbeddedPostgres } from '../src/adapters/embedded-postgres/server.ts';
import { connectDatabase, migrate } from '../src/adapters/postgres/database.ts';
import { silentLog } from '../src/core/index.ts';
import type { OpenWorld } from '../test/stories/world.ts';
import { openWorld } from '../test/stories/world.ts';
import { launchChromium } from '../test/support/launch-chromium.ts';
import { ensurePrerequisites } from '../test/support/prerequisites.ts';

export type Stage = { world: OpenWorld; browser: Browser };

/** Plays stories in a PostgreSQL and a Chromium of their own, which are gone afterwards. */
export async function onStage(play: (stage: Stage) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'quarterly-stories-'));
  // Root's PostgreSQL runs under another account, which must be able to pass.
  chmodSync(folder, 0o755);
  const postgres = await startEmbeddedPostgres(folder, silentLog);
  try {
    await playIn(postgres.url, play);
  } finally {
    await postgres.release();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function playIn(postgresUrl: string, play: (stage: Stage) => Promise<void>): Promise<void> {
  const filled = connectDatabase(postgresUrl, silentLog);
  await sql`CREATE DATABASE nothing_published`.execute(filled.db);
  const url = new URL(postgresUrl);
  url.pathname = '/nothing_published';
  const empty = connectDatabase(url.href, silentLog);
  for (const { db } of [filled, empty]) await migrate(db);
  const world = await openWorld({ filled: filled.db, empty: empty.db });
  const browser = await launchChromium(ensurePrerequisites().chromium);
  try {
    await play({ world, browser });
  } finally {
    await browser.close();
    await world.close();
    await Promise.all([filled.close(), empty.close()]);
  }
}
