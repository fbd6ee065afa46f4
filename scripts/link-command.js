// npx looks for a project's commands in node_modules/.bin, and npm links there only those of dependencies.
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
