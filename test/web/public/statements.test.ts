import { beforeAll, expect, test } from 'vitest';
import { movableClock } from '../../../src/core/index.ts';
import { freshDatabase } from '../../support/database.ts';
import { publishedSample } from '../../support/publish.ts';
import { servedWeb } from '../../support/web.ts';

let site: string;
beforeAll(async () => {
  const { db } = await freshDatabase();
  const deps = { db, clock: movableClock(new Date('2026-08-04T09:00:00Z')) };
  await publishedSample(deps, 'edition-06');
  site = await servedWeb(deps, {
    retentionLeftDays: 35,
    retentionUnconfirmedDays: 1,
    dataController: 'Harbour <Trust>',
    contactEmail: 'privacy@example.org',
  });
});

const read = async (path: string) => (await fetch(`${site}${path}`)).text();

test('the privacy statement says what this installation is set to', async () => {
  const page = (await read('/privacy')).replace(/\s+/g, ' ');
  expect(page).toContain('for 35 days after you leave');
  expect(page).toContain('for 1 day if you signed up and did not confirm it');
  expect(page).toContain('for 400 days what the mail service reported');
  expect(page).toContain('Harbour &lt;Trust&gt;');
  expect(page).toContain('mailto:privacy@example.org');
  expect(page).toContain('Amazon SES in the region eu-west-2');
});

test('the accessibility statement says whom to ask', async () => {
  expect(await read('/accessibility')).toContain('mailto:privacy@example.org');
});
