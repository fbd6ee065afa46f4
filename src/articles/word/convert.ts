import { buffer } from 'node:stream/consumers';
import mammoth from 'mammoth';
import { ZipFile } from 'yazl';
import { type LeftOut, leaveOut } from './left-out.ts';
import type { WordParts } from './parts.ts';
import { NAMESPACES, node, printXml, type WordNode } from './xml.ts';

const XML = '<?xml version="1.0" encoding="UTF-8"?>';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPES = `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>`;

const relations = (all: readonly { id: string; type: string; target: string; external?: boolean }[]) => {
  const each = all.map(({ id, type, target, external }) =>
    printXml(
      node('Relationship', {
        Id: id,
        Type: `${OFFICE}/${type}`,
        Target: target,
        ...(external ? { TargetMode: 'External' } : {}),
      }),
    ),
  );
  return `${XML}<Relationships xmlns="${RELATIONS}">${each.join('')}</Relationships>`;
};

/** What mammoth reads is a file of our own making, with nothing in it that it need not read: neither its unzipping nor its gaps meet a stranger's. */
export async function wordToHtml(
  body: WordNode,
  { links, parts }: { links: readonly string[]; parts: WordParts },
): Promise<{ html: string; left: LeftOut[] }> {
  const known = [
    { id: 'styles', type: 'styles', target: 'styles.xml' },
    { id: 'numbering', type: 'numbering', target: 'numbering.xml' },
  ].flatMap((one) => parts.ofType(one.type).map((root) => ({ ...one, root })));
  const linked = links.map((target, at) => ({
    ...{ id: `link${at}`, type: 'hyperlink', target },
    external: true,
  }));
  const file = await archiveOf({
    '[Content_Types].xml': TYPES,
    '_rels/.rels': relations([{ id: 'main', type: 'officeDocument', target: 'word/document.xml' }]),
    'word/_rels/document.xml.rels': relations([...known, ...linked]),
    'word/document.xml': part(node('w:document', {}, [body])),
    ...Object.fromEntries(known.map(({ target, root }) => [`word/${target}`, part(root)])),
  });
  const { value, messages } = await mammoth.convertToHtml(
    { buffer: file },
    { includeEmbeddedStyleMap: false, externalFileAccess: false },
  );
  const left: LeftOut[] = [];
  for (const { message } of messages) {
    const [, sign] = /unsupported character was ignored: (.+)$/.exec(message) ?? [];
    if (sign) leaveOut(left, 'symbol', sign);
  }
  return { html: value, left };
}

const part = (root: WordNode) => `${XML}${printXml(root, NAMESPACES)}`;

function archiveOf(files: Record<string, string>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, text] of Object.entries(files))
    zip.addBuffer(Buffer.from(text), name, { compress: false });
  zip.end();
  return buffer(zip.outputStream);
}
