import {
  closeSync,
  ftruncateSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ledgerLine, type MailStore } from './mail.ts';

const FLUSH_AT = 65_536;

function* chunksOf(file: number) {
  for (let offset = 0; ; ) {
    const chunk = Buffer.alloc(FLUSH_AT);
    const read = readSync(file, chunk, 0, chunk.length, offset);
    if (read === 0) return;
    yield chunk.subarray(0, read);
    offset += read;
  }
}

function linesIn(file: number) {
  let lines = 0;
  for (const chunk of chunksOf(file)) for (const byte of chunk) if (byte === 0x0a) lines += 1;
  return lines;
}

/**
 * For benchmarks of a million mails: a ledger line a mail in `ledger.ndjson`, so memory stays flat. Lines are written
 * 64 KB at a time; a kill loses what was not yet flushed. Without a folder the file is temporary and goes at `close`.
 */
export function ledgerStore(folder: string | undefined): MailStore {
  const home = folder ?? mkdtempSync(join(tmpdir(), 'quarterly-simulator-'));
  mkdirSync(home, { recursive: true });
  const file = openSync(join(home, 'ledger.ndjson'), 'a+');
  let waiting: string[] = [];
  let waitingLength = 0;
  let count = linesIn(file);

  function flush() {
    if (waiting.length > 0) writeSync(file, waiting.join(''));
    waiting = [];
    waitingLength = 0;
  }

  return {
    add(mail) {
      const line = ledgerLine(mail);
      waiting.push(line);
      waitingLength += line.length;
      count += 1;
      if (waitingLength >= FLUSH_AT) flush();
    },
    count: () => count,
    list: () => [],
    find: () => undefined,
    raw: () => undefined,
    ledger() {
      flush();
      return chunksOf(file);
    },
    clear() {
      waiting = [];
      waitingLength = 0;
      count = 0;
      ftruncateSync(file, 0);
    },
    close() {
      flush();
      closeSync(file);
      if (folder === undefined) rmSync(home, { recursive: true, force: true });
    },
  };
}
