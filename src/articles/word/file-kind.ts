import { RefusedFile, type WordRefusal } from './refusal.ts';

const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const utf16 = (text: string) => Buffer.from(text, 'utf16le');

/**
 * Of a file that is no zip archive, what it is. A document under a password is kept in the old container, as a stream of that name
 * ([MS-OFFCRYPTO] 2.3.4.4).
 * @throws RefusedFile unless it begins as an archive
 */
export function requireArchive(bytes: Buffer): void {
  const head = bytes.toString('latin1', 0, 1_024);
  if (head.startsWith('PK\x03\x04')) return;
  throw new RefusedFile(kindOf(bytes, head.trimStart()));
}

function kindOf(bytes: Buffer, head: string): WordRefusal {
  if (bytes.subarray(0, 8).equals(OLE)) {
    if (bytes.includes(utf16('EncryptedPackage'))) return 'password';
    return bytes.includes(utf16('WordDocument')) ? 'doc' : 'office';
  }
  if (head.includes('%PDF-')) return 'pdf';
  if (head.startsWith('{\\rtf')) return 'rtf';
  return head.startsWith('PK') ? 'damaged' : 'notWord';
}

/** Of an archive without the main part of a Word document, what it is; by its names, and by `mimetype` where it has one (ODF 1.3 part 2, 3.3). */
export function archiveKind(names: readonly string[], mimetype: string): WordRefusal {
  const has = (pattern: RegExp) => names.some((name) => pattern.test(name));
  if (mimetype.startsWith('application/vnd.oasis.opendocument.text')) return 'odt';
  if (mimetype.startsWith('application/vnd.oasis.opendocument')) return 'office';
  if (has(/(^|\/)index\.zip$|\.iwa$/i)) return 'pages';
  if (has(/^(xl|ppt|visio)\//i)) return 'office';
  return has(/^\[content_types\]\.xml$/i) ? 'noDocument' : 'zip';
}
