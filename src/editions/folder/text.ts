import { isUtf8 } from 'node:buffer';
import { badCharacter } from '../../articles/index.ts';
import { forbiddenCharacter } from '../../core/index.ts';
import type { FolderFault } from './faults.ts';

export const TEXT_MAX_OCTETS = 1024 * 1024;

/** Bytes → text with `\n` line ends and no byte order mark; or the faults by line. */
export function readText(file: string, bytes: Buffer): { text: string; faults: FolderFault[] } {
  if (bytes.length > TEXT_MAX_OCTETS) {
    return {
      text: '',
      faults: [{ file, sentence: 'is larger than 1 MB: an article is text, not a collection.' }],
    };
  }
  if (!isUtf8(bytes)) return { text: '', faults: [{ file, line: badLine(bytes), sentence: notUtf8(bytes) }] };
  const text = bytes
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n');
  if (forbiddenCharacter(text) === undefined) return { text, faults: [] };
  const faults = text.split('\n').flatMap((line, at) => {
    const sentence = badCharacter(line);
    return sentence ? [{ file, line: at + 1, sentence: `The line ${sentence}` }] : [];
  });
  return { text: '', faults };
}

const notUtf8 = (bytes: Buffer) =>
  bytes[0] === 0xff || bytes[0] === 0xfe
    ? 'is UTF-16 text: save it as UTF-8.'
    : 'is not UTF-8 text from here on: save it as UTF-8.';

function badLine(bytes: Buffer): number {
  let start = 0;
  for (let line = 1; ; line += 1) {
    const end = bytes.indexOf(0x0a, start);
    if (end === -1 || !isUtf8(bytes.subarray(start, end))) return line;
    start = end + 1;
  }
}
