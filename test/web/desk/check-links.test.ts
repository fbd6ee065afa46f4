import { beforeAll, expect, test } from 'vitest';
import { listActs } from '../../../src/acts/index.ts';
import { linkAsker } from '../../../src/adapters/links/index.ts';
import { renderDraft } from '../../../src/compose/approval.ts';
import { type Database, editionNumber, movableClock } from '../../../src/core/index.ts';
import { assembleEdition, importEditionFolder } from '../../../src/editions/index.ts';
import { runLinkCheck } from '../../../src/links/index.ts';
import { loadTheme } from '../../../src/rendering/index.ts';
import { serve } from '../../articles/feed-server.ts';
import { article, folder } from '../../editions/folders.ts';
import { editor } from '../../support/actors.ts';
import { bell } from '../../support/bell.ts';
import { freshDatabase } from '../../support/database.ts';
import { type DeskBrowser, signedInBrowser } from '../../support/desk.ts';
import { servedWeb } from '../../support/web.ts';

const clock = movableClock(new Date('2026-11-27T09:00:00Z'));
const rendering = { publicUrl: 'https://bulletin.example.org', theme: loadTheme('standard') };
const queue = bell();
let db: Database;
let ed: DeskBrowser;
beforeAll(async () => {
  db = (await freshDatabase()).db;
  const site = await servedWeb({ db, clock, queue, theme: rendering.theme });
  ed = await signedInBrowser({ db, clock }, site);
});

const words = async (path: string) =>
  (await (await ed.get(path)).text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

const check = '/desk/editions/31/check';

/** Does what was rung for, as a worker does. */
async function work(): Promise<void> {
  const askLink = linkAsker({ allowPrivate: true, everyMs: 0 });
  for (const { name, payload } of queue.rung.splice(0)) {
    if (name === 'check-links')
      await runLinkCheck(
        { db, clock, askLink },
        (payload as { checkId: number }).checkId,
        new AbortController().signal,
      );
    if (name === 'render-draft') await renderDraft({ db, clock, rendering }, editionNumber(31));
  }
}

test('links are asked for by a worker when somebody presses the button, and the page says what each answered', async () => {
  const asked: string[] = [];
  const partner = await serve((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(request.url === '/gone' ? 404 : 200).end();
  });
  const body = `Sow [early](${partner}/early) and [late](${partner}/gone), as [the service](https://www.direct.gov.uk/beans) says.\n`;
  const { edition } = await importEditionFolder(
    { db, clock },
    folder({ '01-beans.md': article({}, body) }),
    editor(),
  );
  await assembleEdition({ db, clock }, edition, editor());
  expect(await words(check)).toContain('Each link is followed, to see whether its page is there.');
  await work();
  expect(await words(check)).toContain(
    'The link https://www.direct.gov.uk/beans is at direct.gov.uk, which has moved to www.gov.uk. Link to the page at www.gov.uk instead.',
  );
  // That one is in the outside world, where tests do not go.
  await db
    .updateTable('articles')
    .set({ body: body.replace('https://www.direct.gov.uk', partner) })
    .execute();

  const pressed = await ed.post(check, {});
  expect(pressed.status).toBe(303);
  expect(pressed.headers.get('location')).toBe(`${check}?done=links`);
  const going = await ed.get(check);
  expect(going.headers.get('refresh')).toBe('2');
  expect(await going.text()).toMatch(/0 of 3 links checked/);
  expect(asked, 'nothing is asked for by the web').toEqual([]);
  expect(await listActs(db, { limit: 1 })).toMatchObject([
    { act: 'edition.links-checked', params: { links: 3 }, by: { kind: 'person' } },
  ]);
  await work();
  const shown = await words(check);
  expect(shown).toMatch(/3 links checked on 27 November 2026 at 09:00: 1 link to look at\./);
  expect(shown).toContain(
    `Beans in the story, “late” The link ${partner}/gone is dead: its site says that the page is not there (404). Find where the page is now, or take the link out.`,
  );
  expect(shown).toMatch(/\/early Beans in the story, “early” is there, today 09:00/);
  expect(shown).toContain('answered 404');
  expect((await ed.get(check)).headers.get('refresh')).toBeNull();

  await db
    .updateTable('articles')
    .set({ body: `Sow [early](${partner}/early) and [new](${partner}/new).` })
    .execute();
  const changed = await words(check);
  expect(changed).toContain('1 link has come in since and is not checked.');
  expect(changed).not.toContain('is dead');
});

test('what an author wrote is shown as text, and only pages can be followed', async () => {
  const hostile = `[<img src=x onerror=alert(1)>](https://example.org/"onmouseover="alert(1)) [x](javascript:alert(1))\n`;
  await db.updateTable('articles').set({ body: hostile }).execute();
  await ed.post(check, {});
  const shown = await (await ed.get(check)).text();
  expect(shown).not.toMatch(/<img src=x|"onmouseover=|href="javascript:/);
});

test('retired domains are a list that the desk keeps', async () => {
  const page = '/desk/retired-domains';
  expect(await words(page)).toContain('direct.gov.uk moved to www.gov.uk Take off direct.gov.uk');
  const wrong = await ed.post(page, { domain: 'nonsense', successor: '' });
  expect(wrong.status).toBe(400);
  expect(await wrong.text()).toMatch(/href="#domain"[^>]*>“nonsense” is no domain/);
  const added = await ed.post(page, { domain: 'old.example.org', successor: 'new.example.org' });
  expect(added.headers.get('location')).toBe(`${page}?done=added`);
  expect(await words(page)).toContain('old.example.org moved to new.example.org');
  await ed.post(`${page}/remove`, { domain: 'old.example.org' });
  expect(await words(page)).not.toContain('old.example.org');
  expect(await words('/desk/editions/31/check')).toContain('the list of retired domains');
});
