import {
  closeSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { ledgerOf, type Mail, type MailStore } from './mail.ts';

type Place = { mail: Mail; offset: number; length: number };

function place(line: string): Place | undefined {
  try {
    return JSON.parse(line) as Place;
  } catch {
    return undefined;
  }
}

/** What is whole of an index after a kill: the lines up to the first that is torn or points past the bytes. */
function wholePlaces(index: string, bytesLength: number): { places: Place[]; length: number } {
  const places: Place[] = [];
  let length = 0;
  for (let end = index.indexOf('\n'); end >= 0; end = index.indexOf('\n', length)) {
    const found = place(index.slice(length, end));
    if (!found || found.offset + found.length > bytesLength) break;
    places.push(found);
    length = end + 1;
  }
  return { places, length: Buffer.byteLength(index.slice(0, length)) };
}

/**
 * Two append-only files: `mails.bin` holds the bytes end to end, `mails.ndjson` a line a mail saying where.
 * Bytes are written before their line and nothing is synced: the page cache outlives a killed process, which is
 * what a simulator must survive; losing power may lose the newest mails.
 */
export function folderStore(folder: string): MailStore {
  mkdirSync(folder, { recursive: true });
  const indexPath = join(folder, 'mails.ndjson');
  const bytesFile = openSync(join(folder, 'mails.bin'), 'a+');
  const indexFile = openSync(indexPath, 'a+');
  let end = fstatSync(bytesFile).size;
  const whole = wholePlaces(readFileSync(indexPath, 'utf8'), end);
  ftruncateSync(indexFile, whole.length);
  const byId = new Map(whole.places.map((one) => [one.mail.id, one]));
  let mails = whole.places.map((one) => one.mail);

  return {
    add(mail, raw) {
      const bytes = raw ?? Buffer.alloc(0);
      const at = { mail, offset: end, length: bytes.length };
      for (let sent = 0; sent < bytes.length; ) sent += writeSync(bytesFile, bytes, sent);
      writeSync(indexFile, `${JSON.stringify(at)}\n`);
      end += bytes.length;
      byId.set(mail.id, at);
      mails.push(mail);
    },
    count: () => mails.length,
    list: () => mails,
    find: (id) => byId.get(id)?.mail,
    raw(id) {
      const found = byId.get(id);
      if (!found) return undefined;
      const bytes = Buffer.alloc(found.length);
      readSync(bytesFile, bytes, 0, found.length, found.offset);
      return bytes;
    },
    ledger: () => ledgerOf(mails),
    clear() {
      ftruncateSync(indexFile, 0);
      ftruncateSync(bytesFile, 0);
      end = 0;
      mails = [];
      byId.clear();
    },
    close() {
      closeSync(indexFile);
      closeSync(bytesFile);
    },
  };
}
