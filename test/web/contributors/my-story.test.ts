import { beforeAll, describe, expect, test } from 'vitest';
import {
  acceptArticle,
  askForChanges,
  declineArticle,
  listVersions,
  showArticle,
} from '../../../src/articles/index.ts';
import { elsewhere } from '../../../src/compose/elsewhere.ts';
import {
  type ArticleId,
  type Database,
  editionNumber,
  movableClock,
  parseEmailAddress,
  sectionSlug,
} from '../../../src/core/index.ts';
import { approveEdition, assembleEdition, markSending, markSent } from '../../../src/editions/index.ts';
import { publishEdition } from '../../../src/publishing/index.ts';
import { registerSections } from '../../../src/sections/index.ts';
import { eraseAddress } from '../../../subscribers/index.ts';
import { editor } from '../../support/actors.ts';
import { bell } from '../../support/bell.ts';
import { freshDatabase } from '../../support/database.ts';
import { insertEdition } from '../../support/edition.ts';
import { servedWeb, testKeys } from '../../support/web.ts';
import { contributor } from './contributor.ts';

const clock = movableClock(new Date('2026-11-27T09:00:00Z'));
let db: Database;
let robin: ReturnType<typeof contributor>;
let made = 0;
beforeAll(async () => {
  ({ db } = await freshDatabase());
  robin = contributor(await servedWeb({ db, clock }, { trustProxy: 1 }));
  const sections = [{ slug: sectionSlug('seeds'), label: 'Seeds', description: '' }];
  await registerSections(db, sections, { by: editor(), at: clock.now() });
  await insertEdition(db, 31, { sections: JSON.stringify(sections) });
});

/** A story that was sent: its page, and the article that it is. */
async function sent(): Promise<{ page: string; id: ArticleId }> {
  made += 1;
  const email = `robin-${made}@example.org`;
  const token = await robin.send({
    about: { organisation: '', name: '', email },
    headline: { headline: `Beans ${made}` },
  });
  const { article_id } = await db
    .selectFrom('contributions')
    .select('article_id')
    .where('email', '=', email)
    .executeTakeFirstOrThrow();
  return { page: `/my-story/${token}`, id: article_id as ArticleId };
}
const text = async (page: string) => (await robin.get(page)).text;
const judging = () => ({ db, clock });

describe('the page of a story', () => {
  test('says how far it is, in the editors’ words, and takes a new text that waits again', async () => {
    const { page, id } = await sent();
    const got = await robin.get(page);
    expect(got.text).toContain('Received');
    expect(got.text).toContain(`S-${id}`);
    expect(got.headers.get('referrer-policy')).toBe('no-referrer');
    expect(got.headers.get('cache-control')).toBe('no-store');
    await askForChanges(judging(), id, { words: 'Say who <grows> them.', by: editor() });
    const asked = await text(page);
    expect(asked).toContain('Changes asked for');
    expect(asked).toContain('Say who &lt;grows&gt; them.');
    expect(asked).toMatch(/<button[^>]*>Replace the text<\/button>/);
    expect(await text(`${page}/text`)).toContain('Water them.');
    const empty = await robin.post(`${page}/text`, { headline: '', summary: 'Kept', body: 'x' });
    expect(empty.status).toBe(400);
    expect(empty.text).toContain('Enter a headline.');
    expect(empty.text).toContain('Kept');
    const answer = await robin.post(`${page}/text`, {
      headline: 'Robin’s beans',
      summary: '',
      body: 'Robin grows them.',
    });
    expect(answer.location).toBe(`${page}?done=replaced`);
    expect(await text(`${page}?done=replaced`)).toContain('The new text has arrived');
    expect(await showArticle(db, id)).toMatchObject({ state: 'submitted', headline: 'Robin’s beans' });
    const versions = await listVersions(db, id);
    expect(versions.map(({ how }) => how)).toEqual(['form', 'form']);
  });

  test('says why it was declined, and offers nothing more', async () => {
    const { page, id } = await sent();
    await declineArticle(judging(), id, { reason: 'We had beans in May.', by: editor() });
    const declined = await text(page);
    expect(declined).toContain('Declined');
    expect(declined).toContain('We had beans in May.');
    expect(declined).not.toMatch(/<button[^>]*>(?:Withdraw|Replace the text)</);
    expect((await robin.get(`${page}/text`)).status).toBe(303);
    expect((await robin.post(`${page}/text`, { headline: 'x', body: 'y' })).status).toBe(409);
  });

  test('withdraws it by a button that asks first', async () => {
    const { page, id } = await sent();
    await robin.get(`${page}/withdraw`);
    expect((await showArticle(db, id)).state).toBe('submitted');
    expect(await text(`${page}/withdraw`)).toContain('Do you want to withdraw this story?');
    expect((await robin.post(`${page}/withdraw`)).location).toBe(page);
    expect((await showArticle(db, id)).state).toBe('withdrawn');
    expect(await text(page)).toContain('You have withdrawn this story');
  });

  test('keeps an approved story where it is, and links to it once it is published', async () => {
    const { page, id } = await sent();
    await acceptArticle(judging(), id, editor());
    expect(await text(page)).toContain('Accepted');
    const edition = editionNumber(31);
    await assembleEdition(judging(), edition, editor());
    await approveEdition({ db, clock, queue: bell() }, edition, editor('kim@example.org'));
    const late = await robin.post(`${page}/withdraw`);
    expect(late.status).toBe(409);
    expect(late.text).toContain('can no longer be withdrawn here');
    await markSending(judging(), edition);
    await markSent(judging(), edition);
    await publishEdition(judging(), edition);
    const { slug } = await showArticle(db, id);
    const published = await text(page);
    expect(published).toContain(`href="/editions/31/${slug}"`);
    expect(published).toContain('href="/editions/31"');
    expect((await robin.get(`/editions/31/${slug}`)).status).toBe(200);
  });

  test('opens no more once its contributor is erased, a draft of theirs neither', async () => {
    const { page } = await sent();
    const email = parseEmailAddress(`Robin-${made}@example.org`);
    const about = { organisation: '', name: 'Robin', email };
    const draft = await robin.journey('/submit', about);
    const how = { source: 'command line', wording: null, by: editor() } as const;
    await eraseAddress({ db, clock, keys: testKeys, elsewhere }, email, how);
    expect((await robin.get(page)).status).toBe(404);
    expect((await robin.get(draft)).status).toBe(404);
    const left = db.selectFrom('contributions').select('id').where('email', 'ilike', email);
    expect(await left.execute()).toEqual([]);
  });

  test('opens for nobody else', async () => {
    for (const path of ['/my-story/x', '/my-story/x/text', '/my-story/x/withdraw'])
      expect((await robin.get(path)).status).toBe(404);
  });
});
