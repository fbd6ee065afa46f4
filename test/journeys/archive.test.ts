import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, inject, test } from 'vitest';
import { quarterly, quarterlyRunning } from '../support/command.ts';
import { freshDatabase } from '../support/database.ts';
import { freePort } from '../support/redis.ts';

const SAMPLE = fileURLToPath(new URL('../../sample/edition-06', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'quarterly-archive-'));
chmodSync(folder, 0o755);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a running installation is corrected and printed from the command line', async () => {
  const { url } = await freshDatabase();
  const port = await freePort();
  const env = {
    DATABASE_URL: url,
    DATA_DIR: folder,
    PORT: String(port),
    SIMULATOR_PORT: '0',
    LOG_LEVEL: 'silent',
    CHROMIUM: inject('chromium'),
  };
  const up = await quarterlyRunning(env, /Quarterly is up/, 'up');
  try {
    for (const step of [
      ['edition', 'import', SAMPLE],
      ['edition', 'assemble', '6'],
      ['edition', 'approve', '6', '--as', 'editor@example.org'],
      ['edition', 'send', '6', '--wait'],
    ]) {
      expect(await quarterly(env, ...step), step.join(' ')).toMatchObject({ status: 0 });
    }
    const shown = await quarterly(env, 'edition', 'show', '6', '--json');
    const [article] = JSON.parse(shown.out).sections[0].articles;
    const text = join(folder, 'new.md');
    writeFileSync(text, '---\nsummary: A corrected summary.\n---\nThe deadline is **9 March**, not 9 May.\n');
    const refused = ['--file', text, '--note', 'The deadline was wrong.', '--as', 'editor@example.org'];
    const unasked = await quarterly(env, 'edition', 'correct', '6', article.slug, ...refused);
    expect(unasked).toMatchObject({
      status: 1,
      out: expect.stringMatching(/^Summary: \[-.+-\] \{\+A corrected summary\.\+\}$/m),
      err: 'Nothing was changed: there is nobody to ask here, and --yes was not given.\n',
    });
    const asked = [...refused, '--yes'];
    const corrected = await quarterly(env, 'edition', 'correct', '6', article.slug, ...asked);
    expect(corrected).toMatchObject({
      status: 0,
      out: expect.stringContaining(`/editions/6/${article.slug}`),
    });
    const page = await fetch(`http://127.0.0.1:${port}/editions/6/${article.slug}`).then((answer) =>
      answer.text(),
    );
    expect(page).toContain('The deadline was wrong.');
    expect(page).toContain('9 March');
    expect(await quarterly(env, 'edition', 'correct', '6', 'no-such', ...asked)).toMatchObject({ status: 1 });

    // A part of the file is enough; what was corrected before stays, and an address that has moved is understood.
    const slugs = [article.slug];
    for (const part of [
      '---\nheadline: Bids close in March\n---\n',
      '---\ncontact:\n  phone: 020 7946 0999\n---\n',
    ]) {
      writeFileSync(text, part);
      const again = await quarterly(env, 'edition', 'correct', '6', slugs[0], ...asked);
      expect(again).toMatchObject({ status: 0 });
      slugs.push(again.out.trim().split('/').at(-1));
    }
    expect(slugs.slice(1)).toEqual(['bids-close-in-march', 'bids-close-in-march']);
    const now = await fetch(`http://127.0.0.1:${port}/editions/6/bids-close-in-march`).then((answer) =>
      answer.text(),
    );
    for (const kept of ['<h1>Bids close in March</h1>', 'A corrected summary.', '9 March', '020 7946 0999'])
      expect(now).toContain(kept);

    writeFileSync(text, '---\nheadline: Never closed\n\nIts text.\n');
    expect(await quarterly(env, 'edition', 'correct', '6', article.slug, ...asked)).toMatchObject({
      status: 1,
      err: expect.stringContaining('new.md:1: opens front matter that has no end'),
    });

    // The whole article, as its folder has it, with a fault in it.
    const whole = readFileSync(join(SAMPLE, '02-night-bus.md'), 'utf8');
    writeFileSync(text, whole.replace(/^ {2}email: .*$/m, '  email: nobody'));
    expect(await quarterly(env, 'edition', 'correct', '6', article.slug, ...asked)).toMatchObject({
      status: 1,
      err: expect.stringMatching(/new\.md:\d+ contact\.email: is no e-mail address/),
    });

    const pdf = join(folder, 'edition.pdf');
    expect(await quarterly(env, 'edition', 'pdf', '6', '--out', pdf)).toMatchObject({ status: 0 });
    const bytes = readFileSync(pdf, 'latin1');
    expect(bytes.startsWith('%PDF-')).toBe(true);
    expect(bytes).toContain('/StructTreeRoot');
    // A4, in points.
    expect(bytes).toMatch(/\/MediaBox \[0 0 59[45](\.\d+)? 84[12](\.\d+)?\]/);
    expect(
      await quarterly(env, 'edition', 'pdf', '6', '--out', join(folder, 'none/edition.pdf')),
    ).toMatchObject({
      status: 1,
      err: expect.stringContaining(`There is no folder ${join(folder, 'none')} for the PDF: make it first.`),
    });
    const silent = { ...env, CHROMIUM: '/bin/true' };
    expect(await quarterly(silent, 'edition', 'pdf', '6', '--out', pdf)).toMatchObject({ status: 1 });
    expect(readFileSync(pdf, 'latin1')).toBe(bytes);
  } finally {
    expect(await up.stop('SIGTERM')).toBe(0);
  }
});
