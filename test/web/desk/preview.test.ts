import { beforeAll, describe, expect, test } from 'vitest';
import { renderDraft } from '../../../src/compose/approval.ts';
import {
  type Database,
  editionNumber,
  movableClock,
  type SectionSlug,
  subscriberId,
} from '../../../src/core/index.ts';
import { assembleEdition, draftSnapshot, importEditionFolder } from '../../../src/editions/index.ts';
import {
  compileEdition,
  fillSlots,
  loadTheme,
  type RenderOptions,
  spliceMail,
} from '../../../src/rendering/index.ts';
import { addReaders } from '../../delivery/support/edition.ts';
import { editor } from '../../support/actors.ts';
import { freshDatabase } from '../../support/database.ts';
import { type DeskBrowser, signedInBrowser } from '../../support/desk.ts';
import { servedWeb } from '../../support/web.ts';

const SAMPLE = new URL('../../../sample/edition-07', import.meta.url).pathname;
const clock = movableClock(new Date('2026-11-27T09:00:00Z'));
const rendering: RenderOptions = {
  publicUrl: 'https://bulletin.example.org',
  theme: loadTheme('standard'),
  languages: ['en', 'cy'],
};
let db: Database;
let ed: DeskBrowser;
beforeAll(async () => {
  db = (await freshDatabase()).db;
  const site = await servedWeb({ db, clock, theme: rendering.theme }, { languages: ['en', 'cy'] });
  ed = await signedInBrowser({ db, clock }, site);
  const { edition } = await importEditionFolder({ db, clock }, SAMPLE, editor());
  await assembleEdition({ db, clock }, edition, editor());
});

const page = async (path: string) => (await ed.get(path)).text();

test('while nobody has made the mail, a page says so and looks again by itself', async () => {
  for (const place of ['preview', 'check']) {
    const answer = await ed.get(`/desk/editions/7/${place}`);
    expect(answer.headers.get('refresh')).toBe('2');
    expect(await answer.text()).toMatch(/is (being made|being looked over)\./);
  }
  expect((await ed.get('/desk/editions/7/check/sizes.csv')).status).toBe(404);
});

describe('once a worker has made it', () => {
  beforeAll(() => renderDraft({ db, clock, rendering }, editionNumber(7)));

  test('the mail is shown as any set of sections gets it, byte for byte but for the reader’s own links', async () => {
    const frozen = await draftSnapshot({ db, clock }, editionNumber(7));
    const compiled = await compileEdition(frozen, rendering);
    const links = {
      unsubscribe: 'https://bulletin.example.org/unsubscribe/example',
      preferences: 'https://bulletin.example.org/preferences/example',
    };
    for (const some of choices(compiled.sections)) {
      const variant = spliceMail(compiled, some);
      const shown = await ed.get(`/desk/editions/7/preview/mail?sections=${some.join(',')}`);
      expect(await shown.text()).toBe(fillSlots(variant.html, variant.slots, links));
      expect(shown.headers.get('content-security-policy')).toMatch(
        /^sandbox .*default-src 'none'.*frame-ancestors 'self'/,
      );
    }
  });

  test('a page says which mail it is, how large, and shows it as asked', async () => {
    const [first = '', second = ''] = (
      await draftSnapshot({ db, clock }, editionNumber(7))
    ).snapshot.sections.map(({ slug }) => slug);
    const shown = await page(
      `/desk/editions/7/preview?sections=${first}&sections=${second}&width=375&dark=1`,
    );
    expect(shown).toContain(`/preview/mail?sections=${first},${second}&amp;width=375&amp;dark=1`);
    expect(shown).toContain('mail-frame--375');
    expect(shown).toMatch(/kB of the 100 kB/);
    const welsh = await page(`/desk/editions/7/preview?sections=${first}&language=cy`);
    expect(welsh).toContain(`/preview/mail?sections=${first}&amp;language=cy`);
    expect(welsh).toMatch(/value="cy" checked/);
    expect(welsh).toContain(', rhifyn 7');
    expect(await page('/desk/editions/7/preview/mail?language=cy')).toContain('Yn y rhifyn hwn');
    expect(await page('/desk/editions/7/preview/mail?language=fr')).toContain('In this edition');
    const text = await page('/desk/editions/7/preview?format=text');
    expect(text).toContain('<section class="mail-text"');
    expect(await page('/desk/editions/7/preview/mail?dark=1')).not.toMatch(/prefers-color-scheme: ?dark/);
    expect((await ed.get('/desk/editions/7/preview?sections=none-such')).status).toBe(400);
    expect((await ed.get('/desk/editions/7/preview?reader=x')).status).toBe(400);
    expect((await ed.get('/desk/editions/99/preview')).status).toBe(404);
  });

  test('a reader is looked at by number, which is on record; one who chose none of it gets no mail', async () => {
    const first = await firstSection();
    await addReaders(db, 2);
    const [one, other] = await db.selectFrom('subscribers').select('id').orderBy('id').execute();
    const section = await db
      .selectFrom('sections')
      .select('id')
      .where('slug', '=', first)
      .executeTakeFirstOrThrow();
    await db
      .updateTable('subscribers')
      .set({ sections: [section.id], language: 'cy' })
      .where('id', '=', subscriberId(Number(one?.id)))
      .execute();
    await db
      .updateTable('subscribers')
      .set({ sections: [] })
      .where('id', '=', subscriberId(Number(other?.id)))
      .execute();
    expect(await page(`/desk/editions/7/preview?reader=${one?.id}`)).toContain(
      `/preview/mail?sections=${first}&amp;language=cy"`,
    );
    expect(await page(`/desk/editions/7/preview?reader=${other?.id}`)).toContain('gets no mail');
    expect((await ed.get('/desk/editions/7/preview?reader=999999')).status).toBe(404);
    const acts = await db
      .selectFrom('acts')
      .select(['subject', 'params'])
      .where('act', '=', 'reader.looked-at')
      .execute();
    expect(acts).toEqual([one, other].map((row) => ({ subject: row?.id, params: { edition: 7 } })));
  });

  test('the check says what was found, where, and how large every mail is', async () => {
    const shown = await page('/desk/editions/7/check');
    expect(shown).toContain('Fit to send');
    expect(shown).toContain('How large the mails are');
    expect(shown).not.toMatch(/octet|variant|slug/);
    const csv = await ed.get('/desk/editions/7/check/sizes.csv');
    expect(csv.headers.get('content-type')).toContain('text/csv');
    const { sections } = (await draftSnapshot({ db, clock }, editionNumber(7))).snapshot;
    expect((await csv.text()).trim().split('\n')).toHaveLength(2 * (2 ** sections.length - 1) + 1);
  });

  test('a change is looked over anew', async () => {
    await db
      .updateTable('editions')
      .set({ welcome: 'Read [here](http://intranet/).' })
      .where('number', '=', editionNumber(7))
      .execute();
    expect(await page('/desk/editions/7/check')).toContain('is being looked over');
    await renderDraft({ db, clock, rendering }, editionNumber(7));
    const shown = await page('/desk/editions/7/check');
    expect(shown).toContain('The edition');
    expect(shown).toContain('The link text “here” does not say where it leads.');

    const { id } = await db
      .selectFrom('articles')
      .select('id')
      .where('edition_number', '=', editionNumber(7))
      .executeTakeFirstOrThrow();
    await db
      .updateTable('articles')
      .set({ body: 'Read [here](https://example.org/).' })
      .where('id', '=', id)
      .execute();
    const found = 'The link text “here” does not say where it leads.';
    expect(await page(`/desk/articles/${id}`)).not.toContain(found);
    await renderDraft({ db, clock, rendering }, editionNumber(7));
    expect(await page(`/desk/articles/${id}`)).toMatch(
      new RegExp(`href="/desk/editions/7/check">[^]*${found}`),
    );
  });
});

async function firstSection(): Promise<SectionSlug> {
  const { snapshot } = await draftSnapshot({ db, clock }, editionNumber(7));
  const [first] = snapshot.sections;
  if (!first) throw new Error('The sample has no section.');
  return first.slug;
}

/** Twenty sets of them, each alone and all included. */
function choices<T>(sections: readonly T[]): T[][] {
  const all = 2 ** sections.length - 1;
  const some = Array.from({ length: 20 }, (_, at) => 1 + ((at * 37) % all));
  return [all, ...some].map((bits) => sections.filter((_, at) => bits & (1 << at)));
}
