import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { createLog } from '../adapters/logger.ts';
import type { Manifest } from '../backup/index.ts';
import { backUp, rehearseBackup, restoreFrom } from '../compose/backup.ts';
import { loadConfig } from '../config.ts';
import { fault } from '../core/index.ts';
import { say, sayJson } from '../terminal/say.ts';

type Asked = { verify?: boolean; json?: boolean };

export async function backup(file: string, { verify, json }: Asked): Promise<void> {
  const path = resolve(file);
  if (verify) return verified(path, json === true);
  if (existsSync(path)) throw fault('conflict', `${file} is there already: name another file.`);
  const asked = opened();
  const manifest = await backUp(asked, path);
  asked.done();
  if (json) return sayJson(summaryOf(path, manifest));
  say(`${path} holds ${inWords(manifest)}.`);
  if (asked.config.secretKeys.length > 0)
    say(
      'SECRET_KEY is not in it: keep it beside the backup, or the links of all mails that are out are dead after a restore.',
    );
}

async function verified(path: string, json: boolean): Promise<void> {
  const asked = opened();
  const manifest = await rehearseBackup(asked, path);
  asked.done();
  if (json) return sayJson({ ...summaryOf(path, manifest), verified: true });
  say(`${path} was restored into a database that is gone again: ${inWords(manifest)}, all as they were.`);
}

export async function restore(
  file: string,
  { replace, json }: { replace?: boolean; json?: boolean },
): Promise<void> {
  const asked = opened();
  const path = resolve(file);
  const manifest = await restoreFrom(asked, path, { replace: replace === true });
  asked.done();
  if (json) return sayJson({ ...summaryOf(path, manifest), held: true });
  say(`Restored ${inWords(manifest)}.`);
  say(
    'All sending is held: mails may have gone, and readers left, since the backup was made. Look at `quarterly restore status`, where the journals are, then `quarterly restore release`.',
  );
}

function opened() {
  const config = loadConfig({ LOG_LEVEL: 'warn', ...process.env });
  let octets = 0;
  let last = performance.now();
  return {
    config,
    log: createLog(config.logLevel, 'command'),
    /** A line every two seconds, beside what the command says. */
    progress(said: { table: string; octets: number }) {
      octets += said.octets;
      if (performance.now() - last < 2_000) return;
      last = performance.now();
      process.stderr.write(`${megabytes(octets)} MB, now ${said.table}\n`);
    },
    done() {
      if (octets > 0) process.stderr.write(`${megabytes(octets)} MB in all\n`);
    },
  };
}

const megabytes = (octets: number) => Math.ceil(octets / 1_000_000);

const rowsOf = ({ tables }: Manifest) => tables.reduce((sum, { rows }) => sum + rows, 0);
const inWords = (manifest: Manifest) =>
  `${rowsOf(manifest)} rows of ${manifest.tables.length} tables, as they were at ${manifest.madeAt} (schema ${manifest.schema.at(-1)})`;

const summaryOf = (file: string, manifest: Manifest) => ({
  file,
  madeAt: manifest.madeAt,
  schema: manifest.schema.at(-1),
  rows: rowsOf(manifest),
  tables: manifest.tables,
});
