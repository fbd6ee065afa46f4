import { beforeAll, describe, expect, test } from 'vitest';
import { deliverConsequences } from '../../../src/acts/index.ts';
import { acceptArticle, askForChanges, declineArticle } from '../../../src/articles/index.ts';
import { performers } from '../../../src/compose/performers.ts';
import { withStoryLink } from '../../../src/compose/story-url.ts';
import { loadConfig } from '../../../src/config.ts';
import {
  type ArticleId,
  type Database,
  editionNumber,
  movableClock,
  parseNotice,
  sectionSlug,
  silentLog,
} from '../../../src/core/index.ts';
import { approveEdition, assembleEdition, markSending, markSent } from '../../../src/editions/index.ts';
import { publishEdition } from '../../../src/publishing/index.ts';
import { renderNotice } from '../../../src/rendering/index.ts';
import { registerSections } from '../../../src/sections/index.ts';
import { standardTheme } from '../../../templates/theme.ts';
import { editor } from '../../support/actors.ts';
import { bell } from '../../support/bell.ts';
import { freshDatabase } from '../../support/database.ts';
import { insertEdition } from '../../support/edition.ts';
import { servedWeb, testKeys } from '../../support/web.ts';
import { contributor } from './contributor.ts';

const clock = movableClock(new Date('2026-11-27T09:00:00Z'));
const publicUrl = 'https://bulletin.example.org';
let db: Database;
let robin: ReturnType<typeof contributor>;
let queue: ReturnType<typeof bell>;
let made = 0;
beforeAll(async () => {
  ({ db } = await freshDatabase());
  queue = bell();
  robin = contributor(await servedWeb({ db, clock, queue }, { trustProxy: 1 }));
  const sections = [{ slug: sectionSlug('seeds'), label: 'Seeds', description: '' }];
  await registerSections(db, sections, { by: editor(), at: clock.now() });
  await insertEdition(db, 31, {
    sections: JSON.stringify(sections),
    send_at: new Date('2026-12-04T10:00:00Z'),
  });
});

const deliver = () =>
  deliverConsequences({
    db,
    clock,
    log: silentLog,
    performers: performers({ db, clock, queue, config: loadConfig({}) }),
  });

async function sent() {
  made += 1;
  const email = `robin-${made}@example.org`;
  const about = { organisation: '', name: '', email };
  const token = await robin.send({ about, headline: { headline: `Beans ${made}` } });
  const row = await db
    .selectFrom('contributions')
    .select('article_id')
    .where('email', '=', email)
    .executeTakeFirstOrThrow();
  await deliver();
  return { email, token, id: row.article_id as ArticleId };
}

/** Every mail to an address, as it is made when it leaves. */
async function mails(to: string) {
  const rows = await db
    .selectFrom('notices')
    .select(['id', 'kind', 'params'])
    .where('to_address', '=', to)
    .orderBy('id')
    .execute();
  const written = rows.map(async ({ id, kind, params }) => {
    expect(queue.rung).toContainEqual({ name: 'send-notice', payload: { noticeId: id } });
    const linked = await withStoryLink(
      { db, keys: testKeys, config: { publicUrl, languages: ['en'] } },
      parseNotice(kind, params),
    );
    if (!linked) throw new Error('The mail is of no use any more');
    const { notice } = linked;
    const bulletin = { title: 'Field Notes', publisher: 'Allotment Society', mailbox: 'notes@example.org' };
    const options = { publicUrl, theme: standardTheme, bulletin, timeZone: 'Europe/London' };
    const { subject, text } = renderNotice(notice.kind, notice.params, options);
    return { subject, text: text.replace(/\s+/g, ' '), row: JSON.stringify(params) };
  });
  return Promise.all(written);
}

describe('a contributor is told by mail', () => {
  test('that a story arrived: its reference, what comes next, by when, and where to look; once', async () => {
    const { email, token, id } = await sent();
    await deliver();
    const [received, ...more] = await mails(email);
    expect(more).toEqual([]);
    expect(received?.subject).toBe(`We have your story S-${id}: Beans ${made}`);
    expect(received?.text).toContain('The editors read it and write to you');
    // Of the edition that the cadence sends in February, not the moment at which one is sent.
    expect(received?.text).toContain('until 12 January 2027');
    expect(received?.text).toContain(`${publicUrl}/my-story/${token}`);
    expect(received?.row).not.toContain(token);
    expect((await robin.get(`/my-story/${token}`)).status).toBe(200);
  });

  test('what should change, in the editors’ words; and not of what they sent themselves in answer', async () => {
    const { email, token, id } = await sent();
    await askForChanges({ db, clock }, id, { words: 'Who grows them?\n\nAnd where?', by: editor() });
    await deliver();
    await robin.post(`/my-story/${token}/text`, { headline: 'Beans', summary: '', body: 'Robin, here.' });
    await deliver();
    const [, asked, ...more] = await mails(email);
    expect(more).toEqual([]);
    expect(asked?.subject).toBe(`Please change: Beans ${made}`);
    expect(asked?.text).toContain('Who grows them? And where?');
    expect(asked?.text).toContain(`/my-story/${token}`);
  });

  test('why it was declined', async () => {
    const { email, id } = await sent();
    await declineArticle({ db, clock }, id, { reason: 'We had beans in May.', by: editor() });
    await deliver();
    const [, declined] = await mails(email);
    expect(declined?.text).toContain('have not taken your story');
    expect(declined?.text).toContain('We had beans in May.');
  });

  test('that it was accepted, and published with the links', async () => {
    const { email, id } = await sent();
    const by = editor();
    await acceptArticle({ db, clock }, id, by);
    await deliver();
    expect((await mails(email)).map(({ subject }) => subject)[1]).toBe(`Accepted: Beans ${made}`);
    const edition = editionNumber(31);
    await assembleEdition({ db, clock }, edition, by);
    await approveEdition({ db, clock, queue }, edition, editor('kim@example.org'));
    await markSending({ db, clock }, edition);
    await markSent({ db, clock }, edition);
    await publishEdition({ db, clock }, edition);
    await deliver();
    const [, , published, ...more] = await mails(email);
    expect(more).toEqual([]);
    expect(published?.text).toContain(`${publicUrl}/editions/31/beans-${made}`);
    expect(published?.text).toContain(`${publicUrl}/editions/31 `);
    expect(published?.text).toContain('Pass the address on');
    expect(published?.text).not.toContain('/my-story/');
  });

  test('nothing of an article that no contributor sent', async () => {
    const before = await db.selectFrom('notices').select('id').execute();
    const article = await db
      .selectFrom('articles')
      .select('id')
      .where('headline', '=', 'Beans')
      .executeTakeFirstOrThrow();
    await db.deleteFrom('contributions').where('article_id', '=', article.id).execute();
    await acceptArticle({ db, clock }, article.id, editor());
    await deliver();
    expect(await db.selectFrom('notices').select('id').execute()).toHaveLength(before.length);
  });
});
