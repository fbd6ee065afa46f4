import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/** Parts of a hand-made Word file beside its text; `relations` are those of the main part. */
export type WordFile = {
  body: string;
  parts?: Record<string, string>;
  relations?: string;
  media?: Record<string, Buffer>;
  strict?: boolean;
};

const TRANSITIONAL = 'http://schemas.openxmlformats.org';
const NAMESPACES = [
  ['w', `${TRANSITIONAL}/wordprocessingml/2006/main`],
  ['r', `${TRANSITIONAL}/officeDocument/2006/relationships`],
  ['wp', `${TRANSITIONAL}/drawingml/2006/wordprocessingDrawing`],
  ['a', `${TRANSITIONAL}/drawingml/2006/main`],
  ['pic', `${TRANSITIONAL}/drawingml/2006/picture`],
  ['c', `${TRANSITIONAL}/drawingml/2006/chart`],
  ['m', `${TRANSITIONAL}/officeDocument/2006/math`],
  ['mc', `${TRANSITIONAL}/markup-compatibility/2006`],
  ['wps', 'http://schemas.microsoft.com/office/word/2010/wordprocessingShape'],
  ['w14', 'http://schemas.microsoft.com/office/word/2010/wordml'],
  ['v', 'urn:schemas-microsoft-com:vml'],
  ['o', 'urn:schemas-microsoft-com:office:office'],
]
  .map(([prefix, space]) => `xmlns:${prefix}="${space}"`)
  .join(' ');
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/** As Word writes strict files: other namespaces, the same names. */
const asStrict = (xml: string) =>
  xml
    .replaceAll(
      `${TRANSITIONAL}/wordprocessingml/2006/main`,
      'http://purl.oclc.org/ooxml/wordprocessingml/main',
    )
    .replaceAll(`${TRANSITIONAL}/officeDocument/2006/`, 'http://purl.oclc.org/ooxml/officeDocument/')
    .replaceAll(
      /http:\/\/schemas\.openxmlformats\.org\/drawingml\/2006\//g,
      'http://purl.oclc.org/ooxml/drawingml/',
    );

const STYLES = `<w:styles ${NAMESPACES}>${[
  ['paragraph', 'berschrift1', 'heading 1'],
  ['paragraph', 'Heading2', 'heading 2'],
  ['character', 'Strong', 'Strong'],
]
  .map(
    ([type, id, name]) => `<w:style w:type="${type}" w:styleId="${id}"><w:name w:val="${name}"/></w:style>`,
  )
  .join('')}</w:styles>`;
const NUMBERING = `<w:numbering ${NAMESPACES}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`;

export const relation = (id: string, type: string, target: string, mode = ''): string =>
  `<Relationship Id="${id}" Type="${TRANSITIONAL}/officeDocument/2006/relationships/${type}" Target="${target}"${mode && ` TargetMode="${mode}"`}/>`;

const relations = (all: string) =>
  `${HEAD}<Relationships xmlns="${TRANSITIONAL}/package/2006/relationships">${all}</Relationships>`;

/** A root element of a part, with every namespace that Word names there. */
export const part = (name: string, content: string): string =>
  `${HEAD}<w:${name} ${NAMESPACES}>${content}</w:${name}>`;

/** What the XML parts of such a file are, by name. */
export function wordParts({
  body,
  parts = {},
  relations: more = '',
  strict,
}: WordFile): Record<string, string> {
  const all = {
    '[Content_Types].xml': `${HEAD}<Types xmlns="${TRANSITIONAL}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/></Types>`,
    '_rels/.rels': relations(relation('rId1', 'officeDocument', 'word/document.xml')),
    'word/_rels/document.xml.rels': relations(
      `${relation('s', 'styles', 'styles.xml')}${relation('n', 'numbering', 'numbering.xml')}${more}`,
    ),
    'word/styles.xml': `${HEAD}${STYLES}`,
    'word/numbering.xml': `${HEAD}${NUMBERING}`,
    'word/document.xml': part('document', `<w:body>${body}</w:body>`),
    ...parts,
  };
  return strict ? Object.fromEntries(Object.entries(all).map(([name, xml]) => [name, asStrict(xml)])) : all;
}

export function zipOf(files: Record<string, string | Buffer>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  return buffer(zip.outputStream);
}

export const wordFile = (file: WordFile): Promise<Buffer> => zipOf({ ...wordParts(file), ...file.media });

export const t = (text: string): string => `<w:t xml:space="preserve">${text}</w:t>`;
export const r = (content: string, looks = ''): string =>
  `<w:r>${looks && `<w:rPr>${looks}</w:rPr>`}${content.startsWith('<') ? content : t(content)}</w:r>`;
export const p = (content: string, looks = ''): string =>
  `<w:p>${looks && `<w:pPr>${looks}</w:pPr>`}${content.startsWith('<') ? content : r(content)}</w:p>`;
export const ins = (content: string): string => `<w:ins w:id="1" w:author="A">${content}</w:ins>`;
export const del = (text: string): string =>
  `<w:del w:id="2" w:author="A"><w:r><w:delText xml:space="preserve">${text}</w:delText></w:r></w:del>`;
export const cell = (content: string, looks = ''): string =>
  `<w:tc>${looks && `<w:tcPr>${looks}</w:tcPr>`}${content.startsWith('<') ? content : p(content)}</w:tc>`;
export const table = (...rows: string[][]): string =>
  `<w:tbl><w:tblPr/>${rows.map((cells) => `<w:tr>${cells.join('')}</w:tr>`).join('')}</w:tbl>`;
const char = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
export const field = (instruction: string, result: string | undefined): string =>
  `${char('begin')}<w:r><w:instrText xml:space="preserve"> ${instruction} </w:instrText></w:r>${
    result === undefined ? '' : `${char('separate')}${result}`
  }${char('end')}`;
export const textBox = (content: string): string =>
  `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:docPr id="1" name="Text Box 1"/><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>${content}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback>${vmlBox(content)}</mc:Fallback></mc:AlternateContent></w:r>`;
export const vmlBox = (content: string): string =>
  `<w:pict><v:shape><v:textbox><w:txbxContent>${content}</w:txbxContent></v:textbox></v:shape></w:pict>`;
export const picture = (id: string, alt: string): string =>
  `<w:r><w:drawing><wp:inline><wp:docPr id="2" name="Picture 2" descr="${alt}"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="${id}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;

/** A container of the old kind, as far as anybody looks: its signature, and the name of a stream in it. */
export const oleFile = (stream: string): Buffer =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(1_024),
    Buffer.from(stream, 'utf16le'),
    Buffer.alloc(512),
  ]);

/** The same archive with other numbers in its headers, local and central, at these offsets of each (APPNOTE 4.3.7 and 4.3.12). */
export function withHeaders(zip: Buffer, change: (header: Buffer, at: { local: boolean }) => void): Buffer {
  const changed = Buffer.from(zip);
  for (const [mark, local] of [
    ['PK\x03\x04', true],
    ['PK\x01\x02', false],
  ] as const)
    for (let at = changed.indexOf(mark); at >= 0; at = changed.indexOf(mark, at + 4))
      change(changed.subarray(at), { local });
  return changed;
}
