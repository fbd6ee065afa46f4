import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { invitePerson } from '../../../src/access/index.ts';
import {
  acceptArticle,
  askForChanges,
  declineArticle,
  keepWorkingCopy,
  showArticle,
  typedFrom,
} from '../../../src/articles/index.ts';
import { elsewhere } from '../../../src/compose/elsewhere.ts';
import { forgetContributions } from '../../../src/contributors/index.ts';
import {
  type ArticleId,
  DAY_MS,
  type Database,
  movableClock,
  parseEmailAddress,
  sectionSlug,
} from '../../../src/core/index.ts';
import { forgetStoryNotices } from '../../../src/delivery/index.ts';
import { registerSections } from '../../../src/sections/index.ts';
import { eraseAddress } from '../../../subscribers/index.ts';
import { PNG } from '../../editions/folders.ts';
import { editor } from '../../support/actors.ts';
import { freshDatabase } from '../../support/database.ts';
import { placesOf } from '../../support/places-of.ts';
import { servedWeb, testKeys } from '../../support/web.ts';
import { contributor } from './contributor.ts';

const clock = movableClock(new Date('2026-11-27T09:00:00Z'));
let db: Database;
let site: string;
let web: ReturnType<typeof contributor>;
beforeAll(async () => {
  ({ db } = await freshDatabase());
  site = await servedWeb({ db, clock }, { trustProxy: 1 });
  web = contributor(site);
  const sections = [{ slug: sectionSlug('seeds'), label: 'Seeds', description: '' }];
  await registerSections(db, sections, { by: editor(), at: clock.now() });
});

/** A story in which each field has the word; sent, unless `draft`, and with a picture unless it is one. */
async function story(word: string, { draft = false } = {}): Promise<{ page: string; id: ArticleId }> {
  const email = `${word}@example.org`;
  const about = { organisation: `${word} Police`, name: `Robin ${word}`, email };
  const picture = await web.journey(
    '/submit',
    about,
    { headline: `Beans ${word}`, summary: word },
    { body: `Sow **${word}** now.` },
    { section: 'seeds' },
  );
  const contact = draft ? await web.journey(picture, {}) : await withPicture(picture, word);
  const page = `/my-story/${new URL(contact, site).searchParams.get('d')}`;
  if (draft) {
    await web.journey(contact, { contactName: word, do: 'later' });
    return { page, id: 0 as ArticleId };
  }
  await web.journey(contact, { own: 'contact' }, { links: `${word} https://example.org/${word}` }, {});
  const row = await db
    .selectFrom('contributions')
    .select('article_id')
    .where('email', '=', email)
    .executeTakeFirstOrThrow();
  return { page, id: row.article_id as ArticleId };
}

async function withPicture(page: string, word: string): Promise<string> {
  const form = new FormData();
  // Other bytes for each, and the same picture.
  const send = async (mark: string) => {
    form.set('file', new File([new Uint8Array(PNG), mark], 'x.png', { type: 'image/png' }));
    const headers = { 'sec-fetch-site': 'same-origin', 'x-forwarded-for': '203.0.113.9' };
    const sent = await fetch(new URL(page, site), {
      method: 'POST',
      body: form,
      redirect: 'manual',
      headers,
    });
    return sent.headers.get('location') ?? '';
  };
  form.set('alt', word);
  form.set('do', 'preview');
  await send(word);
  form.set('alt2', word);
  form.delete('do');
  return send(`${word} 2`);
}

const pictures = async () =>
  Number(
    (
      await db
        .selectFrom('images')
        .select(({ fn }) => fn.countAll().as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  );
const judging = () => ({ db, clock });
const erased = (word: string) =>
  eraseAddress({ db, clock, keys: testKeys, elsewhere }, parseEmailAddress(`${word}@example.org`), {
    ...{ source: 'command line', wording: null },
    by: editor(),
  });
const forget = () =>
  forgetContributions(
    { db, forgetNotices: forgetStoryNotices },
    new Date(clock.now().getTime() - 90 * DAY_MS),
  );

describe('a contributor who is forgotten', () => {
  test('leaves no trace on request: neither drafts nor what they sent and nobody took', async () => {
    const { page, id } = await story('quagga');
    await story('quagga', { draft: true });
    await askForChanges(judging(), id, { words: 'Dear quagga, say more.', by: editor() });
    await web.post(`${page}/text`, { headline: 'Quagga again', summary: '', body: 'More quagga.' });
    const { person: ed } = await invitePerson(judging(), {
      email: parseEmailAddress('ed@example.org'),
      roles: ['editor'],
      by: editor(),
    });
    await keepWorkingCopy(
      judging(),
      { person: ed.id, article: id },
      { base: 1, typed: typedFrom({ body: 'quagga' }) },
    );
    const held = await placesOf(db, 'quagga');
    expect(held).toEqual(
      expect.arrayContaining([
        'public.articles.body',
        'public.article_versions.content',
        'public.article_notes.words',
        'public.contributions.fields',
        'public.notices.to_address',
      ]),
    );
    expect(await pictures()).toBe(2);
    await erased('quagga');
    expect(await placesOf(db, 'quagga')).toEqual([]);
    expect(await pictures()).toBe(0);
    expect((await web.get(page)).status).toBe(404);
  });

  test('keeps with the editors what they accepted, by nobody', async () => {
    const { page, id } = await story('okapi');
    await acceptArticle(judging(), id, editor());
    await web.post(`${page}/text`, { headline: 'Proposed only', summary: '', body: 'Never taken.' });
    await erased('okapi');
    expect((await showArticle(db, id)).state).toBe('accepted');
    expect(await placesOf(db, 'Robin okapi', 'Never taken')).toEqual([
      'public.article_versions.content',
      'public.articles.contact',
    ]);
    expect(await pictures()).toBe(2);
  });

  test('is forgotten in time where nothing came of it, with the story; drafts that somebody goes on with stay', async () => {
    const [declined, kept] = [await story('zebu'), await story('gnu', { draft: true })];
    const left = await story('zeland', { draft: true });
    await db.updateTable('notices').set({ state: 'accepted' }).execute();
    clock.advance(60 * DAY_MS);
    await declineArticle(judging(), declined.id, { reason: 'Not for us, zebu.', by: editor() });
    await web.journey(`/submit/headline?d=${kept.page.slice('/my-story/'.length)}`, {
      headline: 'Gnu',
      summary: '',
    });
    clock.advance(31 * DAY_MS);
    expect(await forget()).toBe(1);
    expect(await placesOf(db, 'zeland')).toEqual([]);
    expect((await web.get(left.page)).status).toBe(404);
    expect((await web.get(declined.page)).status).toBe(200);
    await web.journey(`/submit/headline?d=${kept.page.slice('/my-story/'.length)}`, {
      headline: 'Gnus',
      summary: '',
    });
    clock.advance(60 * DAY_MS);
    expect(await forget()).toBe(1);
    expect(await placesOf(db, 'zebu')).toEqual([]);
    expect((await web.get(declined.page)).status).toBe(404);
    expect((await web.get(kept.page)).status).toBe(303);
    expect(await forget()).toBe(0);
  });

  test('is all that may ever go: versions of other articles, and the record, cannot be changed', async () => {
    const { id } = await story('ibex');
    const forgetting = (what: string) =>
      db.transaction().execute(async (tx) => {
        await sql`SELECT set_config('quarterly.forgetting', 'stories', true)`.execute(tx);
        await sql.raw(what).execute(tx);
      });
    const versions = `DELETE FROM article_versions WHERE article_id = ${id}`;
    await expect(sql.raw(versions).execute(db)).rejects.toThrow('append-only');
    await expect(
      forgetting(`UPDATE article_versions SET words = 'x' WHERE article_id = ${id}`),
    ).rejects.toThrow('append-only');
    await acceptArticle(judging(), id, editor());
    await expect(forgetting(versions)).rejects.toThrow('append-only');
    await expect(forgetting('DELETE FROM acts')).rejects.toThrow(/append-only|cannot/);
  });
});
