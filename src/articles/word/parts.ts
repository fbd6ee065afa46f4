import path from 'node:path';
import type { WordArchive } from './archive.ts';
import { archiveKind } from './file-kind.ts';
import { RefusedFile } from './refusal.ts';
import { isNode, readWordXml, type WordNode } from './xml.ts';

type Relation = { id: string; type: string; target: string; external: boolean };

/** The parts of a Word document by what they are to it. */
export type WordParts = {
  document: WordNode;
  relation(id: string | undefined): Relation | undefined;
  /** The roots of all parts of such a type, in the order of the relations. */
  ofType(type: string): WordNode[];
  /** The root of what a relation points to. */
  root(id: string | undefined): WordNode | undefined;
};

const READ = [
  'footnotes',
  'endnotes',
  'comments',
  'header',
  'footer',
  'chart',
  'diagramData',
  'styles',
  'numbering',
];

/** @throws RefusedFile when there is no Word document in the archive, or it cannot be read */
export async function readParts(archive: WordArchive): Promise<WordParts> {
  const main = await mainPart(archive);
  const document = await rootOf(archive, main);
  if (document?.name !== 'w:document') throw new RefusedFile('noDocument');
  const relations = await relationsOf(archive, main);
  const roots = new Map<string, WordNode>();
  for (const { target, type, external } of relations) {
    if (external || !READ.includes(type) || roots.has(target)) continue;
    const root = await rootOf(archive, target);
    if (root) roots.set(target, root);
  }
  const relation = (id: string | undefined) => relations.find((one) => one.id === id);
  const root = (id: string | undefined) => roots.get(relation(id)?.target ?? '');
  return {
    document,
    relation,
    root,
    ofType: (type) =>
      [
        ...new Set(relations.filter((one) => one.type === type).map(({ target }) => roots.get(target))),
      ].filter((one) => one !== undefined),
  };
}

async function mainPart(archive: WordArchive): Promise<string> {
  const named = (await relationsOf(archive, '')).find(({ type }) => type === 'officeDocument');
  const main = named && archive.has(named.target) ? named.target : 'word/document.xml';
  if (archive.has(main) && !/^(xl|ppt|visio)\//i.test(main)) return main;
  const mimetype = (await archive.read('mimetype'))?.toString('latin1') ?? '';
  throw new RefusedFile(archiveKind(archive.names, mimetype));
}

async function rootOf(archive: WordArchive, part: string): Promise<WordNode | undefined> {
  const bytes = await archive.read(part);
  return bytes && readWordXml(bytes);
}

/** ECMA-376 part 2, 6.5.3: relations of `a/b.xml` stand in `a/_rels/b.xml.rels`. */
async function relationsOf(archive: WordArchive, part: string): Promise<Relation[]> {
  const folder = path.posix.dirname(part);
  const file = path.posix.join(folder, '_rels', `${path.posix.basename(part)}.rels`);
  const root = await rootOf(archive, file);
  return (root?.children ?? []).filter(isNode).map(({ attributes }) => {
    const external = attributes.TargetMode === 'External';
    const target = attributes.Target ?? '';
    return {
      id: attributes.Id ?? '',
      type: attributes.Type?.split('/').at(-1) ?? '',
      external,
      target: external ? target : path.posix.join('/', folder, target).slice(1),
    };
  });
}
