import { describe, expect, test } from 'vitest';
import { readWordFile } from '../../src/articles/word/read-word.ts';
import { oleFile, p, withHeaders, wordFile, wordParts, zipOf } from '../support/word-files.ts';

const MB = 1024 * 1024;
const plain = () => wordFile({ body: p('Words.') });
const without = (name: string) => {
  const { [name]: _, ...rest } = wordParts({ body: p('Words.') });
  return zipOf(rest);
};

/** Says of its parts that they unpack to so many octets, where `only` holds for what they do. */
const saying = async (octets: number, file: Promise<Buffer>, only: (size: number) => boolean) =>
  withHeaders(await file, (header, { local }) => {
    const at = local ? 22 : 24;
    if (only(header.readUInt32LE(at))) header.writeUInt32LE(octets, at);
  });

const words = (count: number) => p(Array.from({ length: count }, (_, at) => `word${at}`).join(' '));

const FILES: Record<string, { why: string; bytes(): Promise<Buffer> | Buffer }> = {
  'a .doc': { why: 'doc', bytes: () => oleFile('WordDocument') },
  'one under a password': { why: 'password', bytes: () => oleFile('EncryptedPackage') },
  'an .xls': { why: 'office', bytes: () => oleFile('Workbook') },
  'an .odt': {
    why: 'odt',
    bytes: () => zipOf({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<x/>' }),
  },
  'an .rtf': { why: 'rtf', bytes: () => Buffer.from('{\\rtf1\\ansi Words.}') },
  'a .pdf': { why: 'pdf', bytes: () => Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj') },
  'a file of Pages': { why: 'pages', bytes: () => zipOf({ 'Index/Document.iwa': 'x', 'preview.jpg': 'x' }) },
  'a spreadsheet': {
    why: 'office',
    bytes: () => zipOf({ '[Content_Types].xml': '<Types/>', 'xl/workbook.xml': '<workbook/>' }),
  },
  'a zip in a zip': { why: 'zip', bytes: async () => zipOf({ 'story.docx': await plain() }) },
  'a document without its main part': { why: 'noDocument', bytes: () => without('word/document.xml') },
  'another root': {
    why: 'noDocument',
    bytes: () => wordFile({ body: '', parts: { 'word/document.xml': '<html><body>Words.</body></html>' } }),
  },
  'encrypted parts': {
    why: 'password',
    bytes: async () =>
      withHeaders(await plain(), (header, { local }) => header.writeUInt16LE(1, local ? 6 : 8)),
  },
  'no file at all': { why: 'notWord', bytes: () => Buffer.alloc(0) },
  'plain text': { why: 'notWord', bytes: () => Buffer.from('Words.') },
  'one cut off': { why: 'damaged', bytes: async () => (await plain()).subarray(0, 700) },
  'a picture with a document behind it': {
    why: 'notWord',
    bytes: async () => Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), await plain()]),
  },
  '60 MB of nothing': {
    why: 'bomb',
    bytes: () => zipOf({ ...wordParts({ body: p('Words.') }), 'word/media/a.png': Buffer.alloc(60 * MB) }),
  },
  'a hundred times its size': {
    why: 'bomb',
    bytes: () => wordFile({ body: p(' '.repeat(2 * MB)) }),
  },
  'a document that says it is small': {
    why: 'bomb',
    bytes: () => saying(5_000, wordFile({ body: words(2_000) }), (size) => size > 5_000),
  },
  'parts that say they are huge': { why: 'bomb', bytes: () => saying(40 * MB, plain(), () => true) },
  '200 pages': { why: 'tooLong', bytes: () => wordFile({ body: words(80_000) }) },
  '200 pages beside the story': {
    why: 'tooLong',
    bytes: () =>
      wordFile({ body: `${p('Words.')}${p(`<w:del w:id="1">${words(80_000).slice(5, -6)}</w:del>`)}` }),
  },
  'nothing in it': { why: 'nothing', bytes: () => wordFile({ body: p('') }) },
};

describe('a file that gives no story', () => {
  test.each(Object.entries(FILES))('%s is refused for what it is', async (_, { why, bytes }) => {
    await expect(readWordFile(await bytes())).rejects.toMatchObject({ why });
  });
});
