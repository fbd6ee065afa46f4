import { beforeAll, describe, expect, test } from 'vitest';
import { acceptArticle, askForChanges } from '../../../src/articles/index.ts';
import { readWordFile } from '../../../src/articles/word/read-word.ts';
import {
  type ArticleId,
  articleId,
  type Database,
  editionNumber,
  movableClock,
  sectionSlug,
} from '../../../src/core/index.ts';
import {
  approveEdition,
  assembleEdition,
  loadSnapshot,
  markSending,
  markSent,
} from '../../../src/editions/index.ts';
import { publishEdition } from '../../../src/publishing/index.ts';
import { compileEdition, makeArticleShell, renderNotice, spliceMail } from '../../../src/rendering/index.ts';
import { registerSections } from '../../../src/sections/index.ts';
import { standardTheme } from '../../../templates/theme.ts';
import { VECTORS } from '../../rendering/hostile.ts';
import { editor } from '../../support/actors.ts';
import { bell } from '../../support/bell.ts';
import { freshDatabase } from '../../support/database.ts';
import { type DeskBrowser, signedInBrowser } from '../../support/desk.ts';
import { insertEdition } from '../../support/edition.ts';
import { type HtmlElement, readHtml } from '../../support/html.ts';
import { servedWeb } from '../../support/web.ts';
import { p, textBox, wordFile } from '../../support/word-files.ts';
import { wrongWith } from '../desk/inert.ts';
import { contributor, tokenIn } from './contributor.ts';

const clock = movableClock(new Date('2026-11-27T09:00:00Z'));
const publicUrl = 'https://bulletin.example.org';
const NUMBER = editionNumber(31);
const MOST = 195;

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();
/** As many together as a name holds: each story has one of these in every field. */
const GROUPS = VECTORS.map(oneLine).reduce<string[][]>((groups, vector) => {
  const last = groups.at(-1);
  if (last && [...last, vector].join(' ').length <= MOST) last.push(vector);
  else groups.push([vector]);
  return groups;
}, []);
const closed = (vector: string) => !/<!--(?!.*-->)/s.test(vector);

let db: Database;
let robin: ReturnType<typeof contributor>;
let ed: DeskBrowser;
let site: string;
const stories: { token: string; id: ArticleId; headline: string }[] = [];
/** Every page that showed what was typed. */
const seen: { where: string; html: string }[] = [];

async function look(where: string, answer: { text: string } | Response): Promise<void> {
  seen.push({ where, html: typeof answer.text === 'string' ? answer.text : await answer.text() });
}

/** Types a group into every field of every page, looks at each page again, and sends it. */
async function submit(group: readonly string[], at: number): Promise<void> {
  const words = group.join(' ');
  const about = { organisation: words, name: words, email: `robin-${at}@example.org` };
  await look('about, refused', await robin.post('/submit', { ...about, email: words }));
  const d = tokenIn(await robin.journey('/submit', about));
  const answers: Record<string, Record<string, string>> = {
    headline: { headline: words, summary: words },
    story: { body: `Before.\n\n${group.filter(closed).join('\n\n')}\n\nAfter.` },
    section: { section: words },
    picture: { alt: words },
    contact: {
      contactName: words,
      contactRole: words,
      contactEmail: words,
      contactUrl: group[0] ?? '',
    },
    links: { links: group.join('\n') },
  };
  for (const [page, fields] of Object.entries(answers)) {
    const path = `/submit/${page}?d=${d}`;
    const sent = await robin.post(path, fields);
    await look(page, sent.status === 303 ? await robin.get(path) : sent);
  }
  await look('preview', await robin.get(`/submit/preview?d=${d}`));
  for (const [page, fields] of [
    ['section', { section: 'seeds' }],
    ['contact', { contactName: words, contactPhone: (group[0] ?? '').slice(0, 60) }],
    ['links', { links: `${words} https://example.org/?q=${encodeURIComponent(words)}` }],
  ] as const)
    await robin.post(`/submit/${page}?d=${d}`, fields);
  await look('check', await robin.get(`/submit/check?d=${d}`));
  await look('sent', await robin.get(await robin.journey(`/submit/check?d=${d}`, {})));
  const { id } = await db.selectFrom('articles').select('id').orderBy('id', 'desc').executeTakeFirstOrThrow();
  stories.push({ token: d, id: articleId(id), headline: words });
}

beforeAll(async () => {
  ({ db } = await freshDatabase());
  site = await servedWeb({ db, clock }, { trustProxy: 1 });
  const sections = [{ slug: sectionSlug('seeds'), label: 'Seeds', description: '' }];
  await registerSections(db, sections, { by: editor(), at: clock.now() });
  await insertEdition(db, NUMBER, { sections: JSON.stringify(sections) });
  await makeArticleShell({ db, clock }, 'en-GB', { publicUrl, theme: standardTheme });
  ed = await signedInBrowser({ db, clock }, site);
  for (const [at, group] of GROUPS.entries()) {
    robin = contributor(site, `203.0.113.${at}`);
    await submit(group, at);
  }
}, 120_000);

/** Pages of ours have drawings that nobody hears of, and say what they are about as JSON. */
const isOurs = ({ name, attributes, text }: HtmlElement) =>
  (name === 'svg' && attributes['aria-hidden'] === 'true') ||
  (name === 'script' && attributes.type === 'application/ld+json' && typeof JSON.parse(text) === 'object');

const wrong = () =>
  seen.splice(0).flatMap(({ where, html }) =>
    readHtml(html)
      .elements.filter((one) => !isOurs(one))
      .flatMap((one) => wrongWith(one).map((what) => `${where}: ${what}`)),
  );

describe('what a contributor types', () => {
  test('runs nowhere in the form, whatever field it stands in', () => {
    expect(stories).toHaveLength(GROUPS.length);
    expect(seen.length).toBeGreaterThan(GROUPS.length * 9);
    expect(wrong()).toEqual([]);
  });

  test('runs neither at the desk nor on the contributor’s own page', async () => {
    for (const { id, token } of stories) {
      await askForChanges({ db, clock }, id, { words: GROUPS[0]?.join(' ') ?? '', by: editor() });
      await look('my story', await robin.get(`/my-story/${token}`));
      await look('replace', await robin.get(`/my-story/${token}/text`));
      for (const page of ['', '/preview'])
        await look(`desk${page}`, await ed.get(`/desk/articles/${id}${page}`));
    }
    for (const page of ['/desk', '/desk/articles']) await look(page, await ed.get(page));
    expect(wrong()).toEqual([]);
  });

  test('runs in no mail about it', async () => {
    const bulletin = { title: 'Notes', publisher: 'Society', mailbox: 'notes@example.org' };
    const options = { publicUrl, theme: standardTheme, bulletin, timeZone: 'Europe/London' };
    for (const { headline } of stories) {
      const news = { reference: 'S-1', headline, news: 'declined', words: headline, url: publicUrl } as const;
      await look('mail', { text: renderNotice('story-news', { contribution: 1, ...news }, options).html });
    }
    expect(wrong()).toEqual([]);
  });

  test('runs neither in the edition’s mail nor on its pages nor in its feeds', async () => {
    for (const { id } of stories) {
      await db.updateTable('articles').set({ state: 'submitted' }).where('id', '=', id).execute();
      await acceptArticle({ db, clock }, id, editor());
    }
    await assembleEdition({ db, clock }, NUMBER, editor());
    await approveEdition({ db, clock, queue: bell() }, NUMBER, editor('kim@example.org'));
    await markSending({ db, clock }, NUMBER);
    await markSent({ db, clock }, NUMBER);
    await publishEdition({ db, clock }, NUMBER);
    const frozen = await loadSnapshot(db, NUMBER);
    if (!frozen) throw new Error('Edition 31 is not approved.');
    const compiled = await compileEdition(frozen, { publicUrl, theme: standardTheme });
    const { html } = spliceMail(compiled, compiled.sections);
    await look('mail', { text: html });
    await look('edition', await robin.get('/editions/31'));
    const slugs = await db.selectFrom('articles').select('slug').execute();
    expect(slugs).toHaveLength(GROUPS.length);
    for (const { slug } of slugs) await look(slug, await robin.get(`/editions/31/${slug}`));
    const feed = (await (await fetch(`${site}/feed.json`)).json()) as { items: { content_html: string }[] };
    expect(feed.items.length).toBeGreaterThan(0);
    for (const item of feed.items) await look('feed', { text: item.content_html });
    expect(wrong()).toEqual([]);
  });

  test('runs neither from a Word file nor from the list of what was left out of it', async () => {
    const escaped = VECTORS.map((vector) =>
      vector.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\u0001', ''),
    );
    const body = escaped.map((vector) =>
      p(`<w:r><w:t>${vector}</w:t></w:r>${textBox(p(vector.replace(/^</, ' &lt;')))}`),
    );
    const { body: story, left } = await readWordFile(await wordFile({ body: body.join('') }));
    expect(left.length).toBeGreaterThanOrEqual(VECTORS.length - 1);
    const d = tokenIn(
      await robin.journey('/submit', { organisation: '', name: '', email: 'word@example.org' }),
    );
    const word = JSON.stringify({ name: VECTORS.join(' '), text: '', left });
    await db
      .updateTable('contributions')
      .set({ fields: JSON.stringify({ headline: 'x', body: story, word }) })
      .where('email', '=', 'word@example.org')
      .execute();
    for (const page of ['story', 'preview']) await look(page, await robin.get(`/submit/${page}?d=${d}`));
    expect(seen[0]?.html).toContain('Text box: “');
    expect(wrong()).toEqual([]);
  });
});
