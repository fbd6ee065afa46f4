import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { isFault } from '../../src/core/index.ts';

export const EDITION = `number: 31
cover: May 2031
title: Field Notes
strapline: Word from the allotments
publisher: Allotment Society
mailbox: notes@example.org
sections:
  - slug: seeds
    label: Seeds
    description: What to sow
  - slug: sheds
    label: Sheds
    description: Roofs and hinges
`;

export const article = (fields: Record<string, string> = {}, body = 'Sow **early**.\n') => {
  const all = { headline: 'Beans', section: 'seeds', ...fields };
  const lines = Object.entries(all).map(([key, value]) => `${key}: ${value}`);
  return `---\n${lines.join('\n')}\n---\n\n${body}`;
};

/** A 1 × 1 pixel PNG. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

export type Files = Record<string, string | Buffer | undefined>;

export function put(dir: string, files: Files): void {
  for (const [name, content] of Object.entries(files)) {
    const path = join(dir, name);
    if (content === undefined) rmSync(path, { force: true });
    else {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
    }
  }
}

/** A good folder with `files` added, replaced or (undefined) left out; removed when the test ends. */
export function folder(files: Files = {}): string {
  const dir = mkdtempSync(join(tmpdir(), 'quarterly-edition-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  put(dir, { 'edition.yaml': EDITION, 'welcome.md': 'Hello.\n', '01-beans.md': article(), ...files });
  return dir;
}

/** What was refused: the sentence and its lines. */
export async function refusal(action: Promise<unknown>) {
  try {
    await action;
  } catch (error) {
    if (isFault(error)) return { code: error.code, sentence: error.message, details: error.details };
    throw error;
  }
  throw new Error('It was not refused.');
}
