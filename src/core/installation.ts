import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** Programs that are started by their file: what is built has one bundle for each. Beside them stands `cli`. */
export const PROGRAMS = {
  cli: 'src/cli.ts',
  worker: 'workers/main.ts',
  'image-child': 'src/articles/images/child.ts',
  'feed-thread': 'src/articles/feed/thread.ts',
  'word-child': 'src/articles/word/child.ts',
} as const;

/** Whether the sources run, under tsx or vitest, and not what `npm run build` made of them. */
export const fromSource = import.meta.url.endsWith('.ts');

/** The folder of this installation, where its package.json, `dist` and `sample` are: no data are kept there. */
export const packageFolder = above(import.meta.dirname);

function above(folder: string): string {
  return existsSync(path.join(folder, 'package.json')) ? folder : above(path.dirname(folder));
}

/** The version of this program, as its package.json says it. */
export const packageVersion = (): string =>
  (JSON.parse(readFileSync(path.join(packageFolder, 'package.json'), 'utf8')) as { version: string }).version;

/** The file of a program, as it can be given to Node: the source where sources run, else its bundle. */
export function programFile(name: keyof typeof PROGRAMS): string {
  return path.join(packageFolder, fromSource ? PROGRAMS[name] : `dist/${name}.js`);
}

/** Arguments by which Node can run such a file: none for what was built. */
export const loaderArguments = (): readonly string[] =>
  fromSource ? ['--import', createRequire(import.meta.url).resolve('tsx')] : [];
