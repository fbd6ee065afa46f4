import { beforeAll, describe, expect, test } from 'vitest';
import { listActs } from '../../src/acts/index.ts';
import { type Database, movableClock } from '../../src/core/index.ts';
import { draftSnapshot, importEditionFolder } from '../../src/editions/index.ts';
import { judgeLink, seemsOffline } from '../../src/links/answer.ts';
import {
  type LinkAnswer,
  linkReport,
  retireDomain,
  runLinkCheck,
  startLinkCheck,
  unretireDomain,
  waitingLinkChecks,
} from '../../src/links/index.ts';
import { retiredDomainOf, retiredLinks } from '../../src/rendering/check/retired-links.ts';
import { linksOf, selectRetiredDomains } from '../../src/rendering/index.ts';
import { refusal } from '../editions/folders.ts';
import { sampleEdition } from '../rendering/sample.ts';
import { editor } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';

const sample = (body: string, more: object = {}) => {
  const { snapshot } = sampleEdition();
  const [section] = snapshot.sections;
  const [article] = section?.articles ?? [];
  if (!section || !article) throw new Error('The sample has an article.');
  const only = { ...article, slug: 'one', body, links: [], contact: {}, ...more };
  return { ...snapshot, welcome: '', sections: [{ ...section, articles: [only] }] };
};

describe('the links of an edition', () => {
  test('are found wherever readers can follow them, each once, with where it stands', () => {
    const found = linksOf({
      ...sample(
        'See [the plans](https://a.example.org/plans#two), [again](https://a.example.org/plans) and [mail](mailto:ann@old.example.org).',
        {
          links: [{ text: 'More', url: 'https://b.example.org/' }],
          contact: { name: 'The team', email: 'team@old.example.org', url: 'https://c.example.org/' },
        },
      ),
      welcome: 'Welcome to [our site](https://d.example.org/). [Not a page](tel:0123)',
    });
    expect(found).toEqual([
      { url: 'https://d.example.org/', places: [{ where: 'edition', field: 'welcome', text: 'our site' }] },
      {
        url: 'https://a.example.org/plans',
        places: [
          { where: 'one', field: 'story', text: 'the plans' },
          { where: 'one', field: 'story', text: 'again' },
        ],
      },
      { url: 'mailto:ann@old.example.org', places: [{ where: 'one', field: 'story', text: 'mail' }] },
      { url: 'https://b.example.org/', places: [{ where: 'one', field: 'links', text: 'More' }] },
      { url: 'https://c.example.org/', places: [{ where: 'one', field: 'contact', text: 'The team' }] },
      { url: 'mailto:team@old.example.org', places: [{ where: 'one', field: 'contact', text: 'The team' }] },
    ]);
  });

  test('at a retired domain are found without asking, and mailboxes too', () => {
    const list = [
      { domain: 'old.example.org', successor: 'new.example.org/start' },
      { domain: 'gone.example', successor: null },
    ];
    const findings = retiredLinks(
      sample(
        '[a](https://www.old.example.org/x) [b](http://gone.example/) [c](https://notold.example.org/)',
        {
          contact: { email: 'team@old.example.org' },
        },
      ),
      list,
    );
    expect(findings.map(({ message, mend, where }) => [where, message, mend])).toEqual([
      [
        'one',
        'The link https://www.old.example.org/x is at old.example.org, which has moved to new.example.org/start.',
        'Link to the page at new.example.org/start instead.',
      ],
      [
        'one',
        'The link http://gone.example/ is at gone.example, which was given up.',
        'Link to another page, or take the link out.',
      ],
      [
        'one',
        'The address team@old.example.org is at old.example.org, which has moved to new.example.org/start.',
        'Ask the team for its present address.',
      ],
    ]);
  });

  test('what took a domain’s place may lie below it', () => {
    const list = [{ domain: 'example.org', successor: 'archive.example.org' }];
    expect(retiredDomainOf('archive.example.org', list)).toBeUndefined();
    expect(retiredDomainOf('www.example.org', list)).toEqual(list[0]);
    expect(retiredDomainOf('example.org.evil.test', list)).toBeUndefined();
  });
});

describe('an answer', () => {
  const url = 'https://a.example.org/plans';
  const answered = (status: number, more: Partial<Extract<LinkAnswer, { outcome: 'answered' }>> = {}) =>
    judgeLink(url, { outcome: 'answered', status, url, moved: false, ...more });

  test.each([200, 204, 206])('%i is in order', (code) => expect(answered(code)).toBeUndefined());
  test.each([404, 410])('%i is dead', (code) => {
    expect(answered(code)).toMatchObject({ level: 'warning', message: expect.stringContaining('is dead') });
  });
  test.each([401, 403, 429, 451, 999])('%i says nothing of the page', (code) => {
    expect(answered(code)).toMatchObject({ level: 'advice', mend: 'Open it yourself.' });
  });
  test.each([400, 418, 500, 503, 302])('%i is an error of the site', (code) => {
    expect(answered(code)?.level).toBe('warning');
  });
  test('a move for good names the new address; another redirect is nobody’s business', () => {
    const end = 'https://b.example.org/plans';
    expect(answered(200, { url: end, moved: true })).toMatchObject({
      level: 'advice',
      message: expect.stringContaining(end),
    });
    expect(answered(200, { url: end })).toBeUndefined();
  });
  test('a page that leads to the front page is gone', () => {
    expect(answered(200, { url: 'https://a.example.org/' })?.level).toBe('warning');
    expect(
      judgeLink('https://a.example.org/', {
        outcome: 'answered',
        status: 200,
        url: 'https://a.example.org/',
        moved: false,
      }),
    ).toBeUndefined();
  });
  test.each(['inside', 'unknown-host', 'late', 'certificate', 'redirects', 'unreachable'] as const)(
    'none, for %s, has its words',
    (outcome) => expect(judgeLink(url, { outcome })?.message).toMatch(/^The link https.*\.$/),
  );
});

test('one site that is silent says nothing of the machine, nor do several beside one that answers', () => {
  const of = (url: string, outcome: 'unreachable' | 'certificate' | 'inside') => ({
    url,
    answer: { outcome },
  });
  const [one, two] = [
    of('https://a.example.org/1', 'unreachable'),
    of('https://b.example.org/', 'unreachable'),
  ];
  expect(seemsOffline([])).toBe(false);
  expect(seemsOffline([one, of('https://a.example.org/2', 'unreachable')])).toBe(false);
  expect(seemsOffline([one, of('https://c.example.org/', 'inside')])).toBe(false);
  expect(seemsOffline([one, two, of('https://c.example.org/', 'inside')])).toBe(true);
  expect(seemsOffline([one, two, of('https://c.example.org/', 'certificate')])).toBe(false);
});

describe('a check', () => {
  const clock = movableClock(new Date('2026-11-24T09:00:00Z'));
  const signal = new AbortController().signal;
  let db: Database;
  beforeAll(async () => {
    ({ db } = await freshDatabase());
    await importEditionFolder({ db, clock }, 'sample/edition-07', editor());
  });
  const edition = 7 as never;
  const start = () => startLinkCheck({ db, clock }, { edition, by: editor() });
  const snapshot = async () => draftSnapshot({ db, clock }, edition);
  const report = async () => linkReport(db, (await snapshot()).snapshot);

  test('goes on where a killed process left it, asks for each link once, and is done by one at a time', async () => {
    expect(await report()).toBeUndefined();
    const id = await start();
    expect(await start()).toBe(id);
    expect(await listActs(db, { limit: 1 })).toMatchObject([{ act: 'edition.links-checked' }]);
    const asked: string[] = [];
    const stop = new AbortController();
    const askLink = async (url: string): Promise<LinkAnswer> => {
      asked.push(url);
      if (asked.length === 2) stop.abort();
      // Another worker finds it taken.
      expect(
        await runLinkCheck(
          { db, clock, askLink: () => Promise.reject(new Error('two at once')) },
          id,
          signal,
        ),
      ).toBe(false);
      return { outcome: 'answered', status: asked.length === 1 ? 404 : 200, url, moved: false };
    };
    expect(await runLinkCheck({ db, clock, askLink }, id, stop.signal)).toBe(false);
    const half = await report();
    expect(half?.finishedAt).toBeNull();
    expect(half?.done).toBeLessThan(half?.total ?? 0);
    expect(await waitingLinkChecks(db, clock.now())).toEqual([id]);
    expect(await runLinkCheck({ db, clock, askLink }, id, signal)).toBe(true);
    const whole = await report();
    expect(whole?.finishedAt).toEqual(clock.now());
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked).toHaveLength(whole?.total ?? 0);
    expect(new Set(whole?.findings.map(({ url }) => url))).toEqual(new Set([asked[0]]));
    expect(await waitingLinkChecks(db, clock.now())).toEqual([]);
    await db
      .updateTable('editions')
      .set({ welcome: 'See [a neighbour](https://neighbour.example.net/).' })
      .execute();
    const next = await start();
    expect(next).not.toBe(id);

    // Nothing at all answers: what is said is about the machine.
    const silent = async (url: string): Promise<LinkAnswer> => ({
      outcome: url.length % 2 === 0 ? 'unknown-host' : 'unreachable',
    });
    expect(await runLinkCheck({ db, clock, askLink: silent }, next, signal)).toBe(true);
    expect(await report()).toMatchObject({ offline: true, findings: [] });
    expect(whole?.offline).toBe(false);
  });
});

describe('the list of retired domains', () => {
  const clock = movableClock(new Date('2026-11-24T09:00:00Z'));
  let db: Database;
  beforeAll(async () => {
    ({ db } = await freshDatabase());
  });
  const by = editor();

  test('takes what people type, once, and everything is on record', async () => {
    expect(await selectRetiredDomains(db)).toContainEqual({
      domain: 'direct.gov.uk',
      successor: 'www.gov.uk',
    });
    const typed = { domain: ' https://WWW.Old.Example.org/a/page ', successor: 'New.example.org/start/' };
    expect(await retireDomain({ db, clock }, { ...typed, by })).toEqual({
      domain: 'old.example.org',
      successor: 'new.example.org/start',
    });
    await retireDomain({ db, clock }, { domain: 'old.example.org', successor: 'new.example.org/start', by });
    expect((await listActs(db, { limit: 5 })).map(({ act }) => act)).toEqual(['domain.retired']);
    expect(await unretireDomain({ db, clock }, { domain: 'old.example.org', by })).toBe('old.example.org');
    expect(await selectRetiredDomains(db)).not.toContainEqual(
      expect.objectContaining({ domain: 'old.example.org' }),
    );
    expect((await refusal(unretireDomain({ db, clock }, { domain: 'old.example.org', by }))).code).toBe(
      'not-found',
    );
  });

  test.each(['', 'uk', '10.0.0.1', 'a b.org', 'http://', '[::1]'])('refuses %s', async (domain) => {
    expect((await refusal(retireDomain({ db, clock }, { domain, successor: '', by }))).code).toBe('invalid');
  });
});
