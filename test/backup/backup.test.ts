import { copyFile, mkdtemp, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../src/adapters/postgres/index.ts';
import { openBackup } from '../../src/backup/index.ts';
import { backUp, restoreFrom } from '../../src/compose/backup.ts';
import { removeOldBackups, writeNightly } from '../../src/compose/nightly-backups.ts';
import { silentLog, systemClock } from '../../src/core/index.ts';
import { planDeliveries } from '../../src/delivery/index.ts';
import { openHold } from '../../src/journal/index.ts';
import { addReaders, readyToSend } from '../delivery/support/edition.ts';
import { emptyDatabase, freshDatabase } from '../support/database.ts';

let folder: string;
let file: string;
let origin: Awaited<ReturnType<typeof freshDatabase>>;
const at = (databaseUrl: string) => ({
  config: { databaseUrl, dataDir: folder },
  log: silentLog,
  progress: () => {},
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quarterly-backup-'));
  file = join(folder, 'first.backup');
  origin = await freshDatabase();
  const edition = await readyToSend(origin.db, 1, 300);
  await planDeliveries({ db: origin.db, clock: systemClock }, edition);
  await sql`INSERT INTO suppressions (email_hash, reason, at) VALUES ('key:hash', 'complaint', now())`.execute(
    origin.db,
  );
  await sql`INSERT INTO images (hash, media_type, width, height, bytes) VALUES ('h', 'image/png', 1, 1, '\\x00ff0a5c09')`.execute(
    origin.db,
  );
  await sql`UPDATE subscribers SET name = E'tab\there, new\nline, back\\\\slash, \\\\N' WHERE id = 1`.execute(
    origin.db,
  );
  await backUp(at(origin.url), file);
});
afterAll(() => rm(folder, { recursive: true }));

const sums = async (path: string) => {
  const backup = await openBackup(path);
  backup.close();
  const { tables, sequences, schema } = backup.manifest;
  const data = tables.filter(({ table }) => !table.startsWith('kysely_') && table !== 'restore_holds');
  return { tables: data, sequences: { ...sequences, restore_holds_id_seq: 0 }, schema };
};

test('what comes back is what was backed up, octet for octet, and all sending is held', async () => {
  const { url, db } = await emptyDatabase();
  await restoreFrom(at(url), file, { replace: false });
  const second = join(folder, 'second.backup');
  await backUp(at(url), second);
  expect(await sums(second)).toEqual(await sums(file));
  expect(await openHold(db)).toMatchObject({ findings: [{ kind: 'backup' }] });
  // New rows have numbers of their own.
  await addReaders(db, 1, 5_000);
  const { id } = await db
    .selectFrom('subscribers')
    .select('id')
    .where('email', '=', 'reader5000@example.org')
    .executeTakeFirstOrThrow();
  expect(Number(id)).toBe(301);
});

test('its owner alone can read it', async () => {
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test('a database that holds something is left alone, unless its place is given', async () => {
  const other = await freshDatabase();
  await readyToSend(other.db, 9, 3);
  await other.disconnect();
  await expect(restoreFrom(at(other.url), file, { replace: false })).rejects.toThrow(/holds data already/);
  const manifest = await restoreFrom(at(other.url), file, { replace: true });
  expect(manifest.tables.find(({ table }) => table === 'subscribers')?.rows).toBe(300);
});

test('a database that processes use is left alone', async () => {
  const used = await freshDatabase();
  await sql`SELECT 1`.execute(used.db);
  await expect(restoreFrom(at(used.url), file, { replace: true })).rejects.toThrow(
    /stop every web and worker/,
  );
});

test('a database that only a first start has touched takes a backup', async () => {
  const started = await emptyDatabase();
  await migrate(started.db);
  await sql`INSERT INTO settings (key, value) VALUES ('installation-id', 'another')`.execute(started.db);
  await sql`INSERT INTO processes (id, role, version, sending, host, started_at, seen_at)
    VALUES ('one', 'worker', '0.1.0', 'off', 'here', now(), now())`.execute(started.db);
  await started.disconnect();
  await restoreFrom(at(started.url), file, { replace: false });
});

test('a file that was changed or cut, or is none, changes nothing', async () => {
  const { url, db } = await emptyDatabase();
  const whole = await readFile(file);
  const changed = join(folder, 'changed.backup');
  await copyFile(file, changed);
  const handle = await open(changed, 'r+');
  const middle = Math.floor(whole.length / 3);
  await handle.write(Buffer.from([(whole[middle] ?? 0) ^ 0xff]), 0, 1, middle);
  await handle.close();
  const cut = join(folder, 'cut.backup');
  await copyFile(file, cut);
  const short = await open(cut, 'r+');
  await short.truncate(middle);
  await short.close();
  for (const path of [changed, cut, new URL(import.meta.url).pathname, join(folder, 'none')])
    await expect(restoreFrom(at(url), path, { replace: false })).rejects.toThrow();
  const { rows } = await sql<{ readers: number }>`
    SELECT CASE WHEN to_regclass('subscribers') IS NULL THEN 0 ELSE (xpath('//c/text()', query_to_xml('SELECT count(*) AS c FROM subscribers', false, true, '')))[1]::text::int END AS readers`.execute(
    db,
  );
  expect(rows[0]?.readers).toBe(0);
});

test('a backup of a newer version is refused, and a newer database is not backed up', async () => {
  const newer = await freshDatabase();
  await sql`INSERT INTO kysely_migration (name, timestamp) VALUES ('9999-later', '')`.execute(newer.db);
  await expect(backUp(at(newer.url), join(folder, 'newer.backup'))).rejects.toThrow(
    /newer than this program/,
  );
  await expect(stat(join(folder, 'newer.backup'))).rejects.toThrow();
});

test('an empty database has nothing to back up', async () => {
  const { url } = await emptyDatabase();
  await expect(backUp(at(url), join(folder, 'nothing.backup'))).rejects.toThrow(/nothing to back up/);
});

test('each night adds a backup, once, and the oldest go, with what a killed process left; files of others stay', async () => {
  const nights = join(folder, 'nights');
  const deps = {
    log: silentLog,
    databaseUrl: origin.url,
    config: { dataDir: folder, backupKeep: 2 },
  };
  for (let n = 1; n <= 4; n += 1) {
    const slot = new Date(`2026-11-0${n}T02:23:00Z`);
    const written = await writeNightly(deps, { folder: nights, slot });
    expect(written).toMatchObject({ file: expect.stringContaining(`2026-11-0${n}T022300Z.backup`) });
    expect(written.octets).toBeGreaterThan(0);
    expect(await writeNightly(deps, { folder: nights, slot })).toEqual(written);
    if (n === 1) await writeFile(join(nights, 'mine.backup'), 'kept');
    if (n === 2) await writeFile(join(nights, 'quarterly-2026-11-01T112300Z.backup.part'), 'half');
    expect(await removeOldBackups(deps, nights)).toEqual({ kept: Math.min(n, 2), removed: n > 2 ? 1 : 0 });
  }
  expect((await readdir(nights)).sort()).toEqual([
    'mine.backup',
    'quarterly-2026-11-03T022300Z.backup',
    'quarterly-2026-11-04T022300Z.backup',
  ]);
});
