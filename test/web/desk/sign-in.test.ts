import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { invitePerson, removePerson } from '../../../src/access/index.ts';
import { listActs } from '../../../src/acts/index.ts';
import { suppress } from '../../../subscribers/index.ts';
import { address, openPostRoom, type PostRoom } from '../../delivery/support/post-room.ts';
import { editor } from '../../support/actors.ts';
import { browserAt } from './browser.ts';

const ED = 'ed@example.org';
let room: PostRoom;
beforeAll(async () => {
  room = await openPostRoom();
});
afterAll(() => room.close());
beforeEach(async () => {
  // The limits of one test are not another's.
  room.clock.advance(24 * 3_600_000);
  await room.db.deleteFrom('rate_limits').execute();
  await invitePerson(room.app, { email: address(ED), name: 'Ed Example', roles: ['editor'], by: editor() });
});

const browser = () => browserAt(room.site);
async function ask(email = ED, at = browser(), next?: string) {
  const answer = await at.post('/desk/sign-in', { email, ...(next === undefined ? {} : { next }) });
  expect([answer.status, answer.location]).toEqual([303, '/desk/sign-in/code']);
  return at;
}
/** Where the newest mail leads, and the code that it says. */
async function mail() {
  await room.sendNotices();
  const link = `/desk/sign-in/${room.linkIn(ED, '/desk/sign-in')}`;
  const raw = String(room.simulator.raw(room.mailTo(ED).id));
  const [, code = ''] = /this code there: (\w{4} \w{4})/.exec(raw.replaceAll('=\r\n', '')) ?? [];
  return { link, code };
}
const mails = () => room.simulator.mails({ destination: ED }).length;

test('the mailed link signs in the browser that asked, and leads to the page that was wanted', async () => {
  const ed = browser();
  expect((await ed.get('/desk?all=1')).location).toBe('/desk/sign-in?next=%2Fdesk%3Fall%3D1');
  expect((await ed.get('/desk/sign-in?next=%2Fdesk%3Fall%3D1')).html).toMatch(
    /name="next" value="\/desk\?all=1"/,
  );
  await ask(ED, ed, '/desk?all=1');
  expect((await ed.get('/desk/sign-in/code')).html).toContain('If the address belongs to the desk');
  const { link } = await mail();
  expect((await ed.get(link)).html).toContain('You will be signed in in this browser');
  const opened = await ed.post(link);
  expect([opened.status, opened.location]).toEqual([303, '/desk?all=1']);
  const home = await ed.get('/desk');
  expect(home.html).toContain('<h1>What needs you</h1>');
  expect(home.html).toContain('Ed Example');
  expect((await ed.get('/desk/sign-in')).location).toBe('/desk');
  expect((await ed.get(link)).status).toBe(410);

  expect((await ed.post('/desk/sign-out')).location).toBe('/desk/sign-in?out');
  expect((await ed.get('/desk')).status).toBe(303);
  const acts = (await listActs(room.db, { limit: 2 })).map(({ act }) => act);
  expect(acts).toEqual(['person.signed-out', 'person.signed-in']);
});

test('any other browser is shown the code, which signs in where the mail was asked for', async () => {
  const ed = await ask();
  const { link, code } = await mail();
  const phone = browser();
  expect((await phone.get(link)).html).toContain('asked for in another browser');
  const shown = await phone.post(link);
  expect(shown.html).toContain(code);
  expect((await phone.get('/desk')).status).toBe(303);
  const wrong = await ed.post('/desk/sign-in/code', { code: 'WRONG234' });
  expect(wrong.status).toBe(400);
  expect(wrong.html).toContain('<title>Error: Check your mail');
  expect(wrong.html).toContain('value="WRONG234"');
  expect((await phone.post('/desk/sign-in/code', { code })).status).toBe(400);
  expect((await ed.post('/desk/sign-in/code', { code: code.toLowerCase() })).location).toBe('/desk');
  expect((await ed.get('/desk')).status).toBe(200);
});

test('the answer is the same for an address that nobody here has, but for the secret', async () => {
  const [known, unknown] = [browser(), browser()];
  const answers = [];
  for (const [who, email] of [
    [known, ED],
    [unknown, 'nobody@example.org'],
  ] as const) {
    const asked = await who.post('/desk/sign-in', { email });
    const page = await who.get('/desk/sign-in/code');
    const wrong = await who.post('/desk/sign-in/code', { code: 'WRONG234' });
    answers.push([asked, page, wrong, [...who.cookies.keys()], [...who.cookies.values()][0]?.length]);
  }
  expect(answers[0]).toEqual(answers[1]);
  expect([...known.cookies.keys()]).toEqual(['__Host-quarterly-asked']);
  const before = mails();
  await room.sendNotices();
  expect(mails()).toBe(before + 1);
  expect(room.simulator.mails({ destination: 'nobody@example.org' })).toEqual([]);
});

test('scanners that follow the link with cookies sign nobody in, and use nothing up', async () => {
  const ed = await ask();
  const { link } = await mail();
  const printed = browser();
  for (let round = 0; round < 100; round += 1) {
    const scanner = round % 2 ? printed : browser();
    const looks = [
      await scanner.get(link),
      await scanner.head(link),
      await scanner.get('/desk/sign-in/code'),
    ];
    expect(looks.map(({ status }) => status)).toEqual([200, 200, 303]);
    expect((await scanner.get('/desk')).status).toBe(303);
    expect(scanner.cookies.size).toBe(0);
  }
  expect((await ed.post(link)).location).toBe('/desk');
});

test('who is removed is out within the next request, and their mail opens nothing', async () => {
  const ed = await ask();
  const { link } = await mail();
  await ed.post(link);
  expect((await ed.get('/desk')).status).toBe(200);
  const other = await ask();
  const waiting = await mail();
  await ask();
  await removePerson(room.app, { email: address(ED), by: editor() });
  expect((await ed.get('/desk')).status).toBe(303);
  expect((await other.post(waiting.link)).status).toBe(410);
  expect((await other.post('/desk/sign-in/code', { code: waiting.code })).status).toBe(400);
  const before = mails();
  await room.sendNotices();
  expect(mails()).toBe(before);
});

test('a reader’s suppression, and the limit of a reader’s mails, are not the desk’s', async () => {
  await room.readers(ED);
  await room.db
    .insertInto('notices')
    .values(
      Array.from({ length: 30 }, () => ({
        kind: 'approval-reminder' as const,
        to_address: ED,
        subscriber_id: null,
        params: '{}',
        state: 'rejected',
        created_at: room.clock.now(),
        updated_at: room.clock.now(),
      })),
    )
    .execute();
  const reader = await room.reader(ED);
  if (!reader) throw new Error('There is no such reader.');
  await suppress(
    room.app,
    { subscriber: reader.id, address: address(ED), hashes: [], at: null },
    'complaint',
  );
  await ask();
  expect((await mail()).link).toMatch(/^\/desk\/sign-in\/[\w-]{43}$/);
});

test('one network asks for one mailbox a few times an hour, and is told how long to wait', async () => {
  for (let times = 0; times < 6; times += 1) await ask('often@example.org');
  const refused = await browser().post('/desk/sign-in', { email: 'often@example.org' });
  expect(refused.status).toBe(429);
  expect(refused.html).toContain('asked for too often: try again in 10 minutes');
  await ask(ED);
});

test('a form of another site signs nobody in or out, and nobody is led away', async () => {
  const ed = await ask();
  const { link } = await mail();
  const foreign = { 'sec-fetch-site': 'cross-site' };
  expect((await ed.post(link, {}, foreign)).status).toBe(403);
  expect((await ed.post(link)).location).toBe('/desk');
  expect((await ed.post('/desk/sign-out', {}, foreign)).status).toBe(403);
  expect((await ed.get('/desk')).status).toBe(200);
  for (const next of [
    'https://evil.example',
    '//evil.example',
    '/desk\\..\\evil',
    '/desk/../../evil',
    '/unsubscribe/x',
  ]) {
    const away = browser();
    await away.post('/desk/sign-in', { email: ED, next });
    await away.post((await mail()).link);
    expect((await away.get('/desk')).status, next).toBe(200);
  }
});

test('what an address or code may hold is shown as text', async () => {
  const attack = '"><script>alert(1)</script>';
  const page = await browser().post('/desk/sign-in', { email: attack });
  expect(page.status).toBe(400);
  expect(page.html).not.toContain('<script>alert');
  const ed = await ask();
  expect((await ed.post('/desk/sign-in/code', { code: attack })).html).not.toContain('<script>alert');
});
