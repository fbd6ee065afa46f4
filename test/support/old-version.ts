import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The last version whose processes move runs themselves, and that knows neither acts nor what follows from them. */
const COMMIT = 'b2855ee51aaa468094c7f40db2acbfea25926036';
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const RUNS = ['src', 'subscribers', 'workers', 'templates', 'sample', 'package.json', 'tsconfig.json'];

/** Whether this clone has the older version: a shallow one, or an unpacked archive, has no history to take it from. */
export const hasOldVersion = () =>
  spawnSync('git', ['cat-file', '-e', `${COMMIT}^{commit}`], { cwd: ROOT, stdio: 'ignore' }).status === 0;

export type OldVersion = { cli: string; env: Record<string, string>; remove(): void };

/** An older version of the program itself, from the history, run from its sources with the packages of this one. */
export function unpackOldVersion(): OldVersion {
  const folder = mkdtempSync(join(tmpdir(), 'quarterly-old-'));
  const archive = execFileSync('git', ['archive', COMMIT, ...RUNS], { cwd: ROOT, maxBuffer: 2 ** 28 });
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return {
    cli: join(folder, 'src/cli.ts'),
    env: {
      NODE_OPTIONS: `--import ${import.meta.resolve('tsx')}`,
      TSX_TSCONFIG_PATH: join(folder, 'tsconfig.json'),
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
