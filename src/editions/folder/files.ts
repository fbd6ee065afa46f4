import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import { fault, sentenceOf } from '../../core/index.ts';
import { compare } from './faults.ts';
import { didYouMean } from './nearest.ts';

/** What lies in an edition folder. Names are NFC, as macOS hands them out decomposed. */
export type Listing = {
  root: string;
  edition: boolean;
  welcome?: string;
  articles: string[];
  /** Shown to the editor: neither an article nor an image of one is expected under these names. */
  ignored: string[];
};

const nfc = (name: string) => name.normalize('NFC');
const isMarkdown = (name: string) => /\.(md|markdown)$/i.test(name);
const isImage = (name: string) => /\.(png|jpe?g|gif|webp)$/i.test(name);

/** @throws Fault `not-found` when there is no such folder. */
export async function listFolder(dir: string): Promise<Listing> {
  const root = await realpath(dir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw error;
  });
  if (!root || !(await stat(root)).isDirectory()) {
    throw fault('not-found', `There is no folder "${dir}": give the folder that holds edition.yaml.`);
  }
  const entries = (await readdir(root, { withFileTypes: true })).filter(({ name }) => !name.startsWith('.'));
  const names = entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name);
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => `${name}/`);
  const welcome = names.find((name) => name.toLowerCase() === 'welcome.md');
  const special = (name: string) => name === 'edition.yaml' || name === welcome;
  const isArticle = (name: string) => isMarkdown(name) && !/^readme\./i.test(name) && !special(name);
  return {
    root,
    edition: names.includes('edition.yaml'),
    ...(welcome === undefined ? {} : { welcome }),
    articles: names.filter(isArticle).sort((a, b) => compare(nfc(a), nfc(b))),
    ignored: [
      ...names.filter((name) => !special(name) && !isArticle(name) && !isImage(name)),
      ...folders,
    ].sort(compare),
  };
}

export type FoundFile = { bytes: Buffer } | { sentence: string };

/**
 * Reads a file that an article names, and only inside the folder: no absolute path, no `..`, no link that leads out.
 * Reads at most `maxOctets`.
 */
export async function readInside(root: string, name: string, maxOctets: number): Promise<FoundFile> {
  const steps = name.split('/');
  if (steps.some((step) => ['', '.', '..'].includes(step)) || name.includes('\\')) {
    return {
      sentence: `"${name}" must be a file in this folder, named without "..", "\\" or a leading "/".`,
    };
  }
  let path = root;
  for (const step of steps) {
    const names = await readdir(path).catch(() => []);
    const actual = names.find((other) => other === step) ?? names.find((other) => nfc(other) === nfc(step));
    if (actual === undefined) return { sentence: `There is no file "${name}".${didYouMean(step, names)}` };
    path = join(path, actual);
  }
  return readRegular(root, path, maxOctets);
}

/** One file of the folder; a symbolic link may point to another file of the folder only. */
export async function readRegular(root: string, path: string, maxOctets: number): Promise<FoundFile> {
  const name = basename(path);
  try {
    const real = await realpath(path);
    if (!real.startsWith(root + sep))
      return { sentence: `"${name}" is a link that leads out of the folder: copy the file.` };
    const facts = await stat(real);
    if (!facts.isFile()) return { sentence: `"${name}" is not a file.` };
    if (facts.size > maxOctets) {
      const size = (facts.size / 1024 / 1024).toFixed(1);
      return { sentence: `"${name}" has ${size} MB: at most ${maxOctets / 1024 / 1024} MB.` };
    }
    return { bytes: await readFile(real) };
  } catch (error) {
    return { sentence: `"${name}" cannot be read: ${sentenceOf(error)}` };
  }
}
