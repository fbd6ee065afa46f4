import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const FOLDERS = ['src', 'subscribers', 'templates', 'workers'];
const EXPORT = /^export (?:async )?(?:function\*?|const|let|type|class|interface) (\w+)/gm;
/** Each migration, and each language's catalogue, exports the same name: they are read as a list. */
const LISTED = /\/migrations\/\d|\/words\/languages\//;

/** Names that two files may export, each with the reason. At most five. */
export const SHARED: Readonly<Record<string, string>> = {
  SecretKey: 'the reader’s room declares what it needs of a key, and must not know the configuration',
};

/** Every name that a file of the house exports, with those files. */
function filesByName(root: string): Map<string, string[]> {
  const files = new Map<string, string[]>();
  for (const folder of FOLDERS) {
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
      const file = join(folder, name);
      if (!/\.tsx?$/.test(file) || LISTED.test(file)) continue;
      for (const [, exported = ''] of readFileSync(join(root, file), 'utf8').matchAll(EXPORT))
        files.set(exported, [...(files.get(exported) ?? []), relative(root, join(root, file))]);
    }
  }
  return files;
}

export const exportedNames = (root: string): string[] => [...filesByName(root).keys()];

/** Names of the house that more than one file exports, with those files: one word means one thing. */
export const sharedNames = (root: string): Map<string, string[]> =>
  new Map([...filesByName(root)].filter(([, found]) => new Set(found).size > 1));
