// npx looks for a command in node_modules/.bin; npm links there only those of dependencies. A "bin" in package.json would
// make npx install the whole project into its cache at each call instead (libnpmexec), so there is none.
import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';

const root = new URL('..', import.meta.url);
const folder = new URL('node_modules/.bin/', root);
if (existsSync(new URL('node_modules', root)) && process.platform !== 'win32') {
  mkdirSync(folder, { recursive: true });
  const link = new URL('quarterly', folder);
  rmSync(link, { force: true });
  symlinkSync('../../bin/quarterly.js', link);
  chmodSync(new URL('bin/quarterly.js', root), 0o755);
}
