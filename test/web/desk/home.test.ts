import { beforeAll, expect, test } from 'vitest';
import { type Database, movableClock } from '../../../src/core/index.ts';
import { readyToSend } from '../../delivery/support/edition.ts';
import { freshDatabase } from '../../support/database.ts';
import { signedInBrowser } from '../../support/desk.ts';
import { servedWeb } from '../../support/web.ts';

const clock = movableClock(new Date('2026-11-27T09:00:00Z'));
let db: Database;
let site: string;
beforeAll(async () => {
  db = (await freshDatabase()).db;
  site = await servedWeb({ db, clock });
});

test('the empty page teaches; what stopped is listed with why, since when and whose turn it is', async () => {
  const pat = await signedInBrowser({ db, clock }, site, { email: 'pat@example.org', roles: ['approver'] });
  const ed = await signedInBrowser({ db, clock }, site, { email: 'ed@example.org' });
  expect(await (await pat.get('/desk')).text()).toContain('Nothing needs you today');

  await readyToSend(db, 7, 2);
  await db
    .updateTable('flow_runs')
    .set({ state: 'held', reason: 'Amazon SES has <b>paused</b> this account' })
    .execute();
  const html = await (await pat.get('/desk')).text();
  expect(html).toContain('The edition in hand');
  expect(html).toContain('<strong>7: ');
  expect(html).toContain('Edition 7 is held by something outside');
  expect(html).toContain('Amazon SES has &lt;b&gt;paused&lt;/b&gt; this account');
  expect(html).toContain('You, or ed@example.org');
  expect(await (await ed.get('/desk')).text()).toContain('Edition 7 is held');
});
