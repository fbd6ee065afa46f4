import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const PLACES = ['/usr/bin', '/usr/local/bin', '/opt/homebrew/bin', '/snap/bin'];

function find(names: string[]): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(':'), ...PLACES];
  return folders
    .flatMap((folder) => names.map((name) => `${folder}/${name}`))
    .find((path) => existsSync(path));
}

function install(packages: string[]): void {
  console.log(`Installing ${packages.join(' and ')} with apt-get: the tests run against the real programs.`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
  execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env,
  });
}

/** Finds redis-server and Chromium, or installs them where that can be done, or stops with one sentence. */
export function ensurePrerequisites(): { redisServer: string; chromium: string } {
  const wanted = () => ({
    redisServer: process.env.REDIS_SERVER ?? find(['redis-server', 'valkey-server']),
    chromium: process.env.CHROMIUM ?? find(['chromium', 'chromium-browser', 'google-chrome']),
  });
  const before = wanted();
  const missing = [...(before.redisServer ? [] : ['redis-server']), ...(before.chromium ? [] : ['chromium'])];
  if (missing.length > 0 && process.getuid?.() === 0 && find(['apt-get'])) install(missing);
  const { redisServer, chromium } = wanted();
  if (!redisServer || !chromium) {
    throw new Error(
      `The tests need ${missing.join(' and ')}: install with "sudo apt-get install ${missing.join(' ')}", or set REDIS_SERVER and CHROMIUM to their paths.`,
    );
  }
  return { redisServer, chromium };
}
