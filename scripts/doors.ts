import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDERS = ['src', 'subscribers', 'templates', 'workers'];

/** One line for each door that hands on whatever a file has: what others use is said by name, so that the rest can change. */
export function doorComplaints(root: string): string[] {
  return FOLDERS.filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
        join(folder, name),
      ),
    )
    .filter((file) => /(^|\/)index\.tsx?$/.test(file))
    .filter((file) => /^export (?:type )?\* from/m.test(readFileSync(join(root, file), 'utf8')))
    .map((file) => `doors: ${file} exports *: name what others use`);
}
