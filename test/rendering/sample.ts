import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { editionNumber, GRAMMAR, sectionSlug, sha256 } from '../../src/core/index.ts';
import { freeze } from '../../src/editions/draft.ts';
import type { FrozenSnapshot, Snapshot, SnapshotArticle } from '../../src/editions/index.ts';

type Front = Omit<SnapshotArticle, 'slug' | 'body' | 'publishedOn' | 'image' | 'links'> & {
  section: string;
  published?: string;
  image?: { file: string; alt: string; caption?: string };
};

/** The sample edition as a snapshot, read without the importer, so that rendering is tested alone. */
export function sampleEdition(number = 7): FrozenSnapshot {
  const folder = new URL(`../../sample/edition-0${number}/`, import.meta.url);
  const read = (name: string) => readFileSync(new URL(name, folder));
  const edition = parse(read('edition.yaml').toString());
  const articles = readdirSync(folder)
    .filter((name) => /^\d\d-.*\.md$/.test(name))
    .map((name) => articleOf(name, read));
  const sections = (edition.sections as Snapshot['sections']).map((section) => ({
    ...section,
    articles: articles.filter((article) => article.section === section.slug).map((one) => one.article),
  }));
  return freeze({
    ...edition,
    number: editionNumber(number),
    welcome: read('welcome.md').toString(),
    sections: sections.filter((section) => section.articles.length > 0),
    grammar: GRAMMAR,
    approvedAt: '2026-11-24T09:00:00.000Z',
  });
}

function articleOf(name: string, read: (name: string) => Buffer) {
  const [, front = '', body = ''] = /^---\n(.*?)\n---\n(.*)$/s.exec(read(name).toString()) ?? [];
  const { section, published, image, ...rest } = parse(front, { schema: 'core' }) as Front;
  const article: SnapshotArticle = {
    ...rest,
    slug: name.replace(/^\d\d-|\.md$/g, ''),
    body,
    publishedOn: published,
    image: image && imageOf(image, read(image.file)),
    links: [],
  };
  return { section: sectionSlug(section), article };
}

/** Width and height stand in the PNG's first chunk. */
const imageOf = ({ file: _, ...image }: { file: string; alt: string; caption?: string }, bytes: Buffer) => ({
  ...image,
  hash: sha256(bytes),
  mediaType: 'image/png',
  width: bytes.readUInt32BE(16),
  height: bytes.readUInt32BE(20),
  octets: bytes.length,
});
