import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listedPaths } from '../src/core/index.ts';

const FOLDERS = ['src', 'subscribers', 'templates', 'workers'];
/** Where addresses are spelled: the table itself. */
const TABLE = 'src/core/paths.ts';

const COMMENTS = /\/\*[\s\S]*?\*\/|(?<![:'"`\\])\/\/.*$/gm;

const first = [...new Set(listedPaths().map(({ path }) => path.split('/')[1] ?? ''))].filter(Boolean);
const escaped = first.map((name) => name.replace(/[.]/g, '\\.'));
/** A text, or what stands in one behind a value, that begins like a path of the site; or an absolute address of it. */
const LITERAL = new RegExp(`(?:['"\`}]|https?://[^/\\s'"\`]+)/(?:${escaped.join('|')})(?=['"\`/?#*:$])`, 'g');

/** One line for each address of the site that is spelled outside the table `paths`, and so would be missed by a change of it. */
export function pathComplaints(root: string): string[] {
  return FOLDERS.filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
        join(folder, name),
      ),
    )
    .filter((file) => /\.(?:tsx?|js)$/.test(file) && file !== TABLE)
    .flatMap((file) => {
      const text = readFileSync(join(root, file), 'utf8').replace(COMMENTS, '');
      return [...text.matchAll(LITERAL)].map(
        ([found]) => `paths: ${file} spells ${found.slice(1)}: take it from ${TABLE}`,
      );
    });
}
