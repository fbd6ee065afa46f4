import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const git = (...args: string[]) => spawnSync('git', args, { cwd: ROOT, encoding: 'utf8' });

/**
 * From which version is upgraded: what `UPGRADE_FROM` names, a tag or a commit, else the newest tag `v…` before this one;
 * `undefined` where the clone has neither, as a shallow one or an unpacked archive.
 */
export function upgradedFrom(): string | undefined {
  const ref =
    process.env.UPGRADE_FROM ?? git('describe', '--tags', '--abbrev=0', '--match', 'v*').stdout.trim();
  const known = ref !== '' && git('cat-file', '-e', `${ref}^{commit}`).status === 0;
  return known ? ref : undefined;
}

/** That version, checked out beside this one and built with the packages of this one. */
export function buildVersion(ref: string): { cli: string; remove(): void } {
  const folder = join(mkdtempSync(join(tmpdir(), 'quarterly-from-')), 'tree');
  execFileSync('git', ['worktree', 'add', '--quiet', '--detach', folder, ref], { cwd: ROOT, stdio: 'pipe' });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  execFileSync('npm', ['run', '-s', 'build'], { cwd: folder, stdio: 'pipe' });
  return {
    cli: join(folder, 'bin/quarterly.js'),
    remove: () =>
      execFileSync('git', ['worktree', 'remove', '--force', folder], { cwd: ROOT, stdio: 'pipe' }),
  };
}
