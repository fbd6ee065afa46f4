import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { type Database, movableClock } from '../../src/core/index.ts';
import type { Snapshot } from '../../src/editions/index.ts';
import type { CompiledMail } from '../../src/rendering/compiled-mail.ts';
import { articleMail, compileEdition, makeArticleShell } from '../../src/rendering/index.ts';
import { themes } from '../../templates/theme.ts';
import { freshDatabase } from '../support/database.ts';
import { anyEdition } from './any-edition.ts';

const options = {
  publicUrl: 'https://bulletin.example.org',
  theme: themes.standard as (typeof themes)[string],
};
const deps = { clock: movableClock(new Date('2026-11-27T09:00:00Z')) };
let db: Database;
beforeAll(async () => {
  ({ db } = await freshDatabase());
});

/** Each first article of a section on its own, as a preview has it. */
const alone = (snapshot: Snapshot): Snapshot[] =>
  snapshot.sections.map((section) => ({
    ...snapshot,
    sections: [{ ...section, articles: section.articles.slice(0, 1) }],
  }));

test('an article on its own is, to the octet, what the mail of its edition holds of it', async () => {
  expect(await articleMail(db, alone(await anySnapshot())[0] as Snapshot, options)).toBeUndefined();
  for (const language of [options.theme.language, 'ar'])
    await makeArticleShell({ db, ...deps }, language, options);
  await fc.assert(
    fc.asyncProperty(anyEdition, fc.constantFrom(undefined, 'ar'), async ({ frozen }, language) => {
      const snapshot = { ...frozen.snapshot, ...(language === undefined ? {} : { language }) };
      const { mail } = await compileEdition({ hash: frozen.hash, snapshot }, options);
      const { html } = mail as CompiledMail;
      let index = 0;
      for (const [at, one] of alone(snapshot).entries()) {
        const sent = html.filter(({ article, form }) => article === index && form === 'full');
        const preview = await articleMail(db, one, options);
        expect(preview?.part).toBe(sent.map(({ text }) => text).join(''));
        expect(preview?.html).toContain(preview?.part);
        expect(preview?.html).not.toMatch(/qshell/);
        index += snapshot.sections[at]?.articles.length ?? 0;
      }
    }),
    { numRuns: 10 },
  );
});

const anySnapshot = async () => fc.sample(anyEdition, 1)[0]?.frozen.snapshot as Snapshot;
