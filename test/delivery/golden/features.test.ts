import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { featuresFile, unsupportedFeatures, unsupportedPairs } from './features.ts';
import { type GoldenMail, goldenMails } from './mails.ts';

const approved = readFileSync(featuresFile, 'utf8');

describe('what mail programs do not understand of our mails', () => {
  let mails: GoldenMail[];
  beforeAll(async () => {
    mails = await goldenMails();
  });

  test('is what was approved and no more (npm run golden approves what is used now)', () => {
    const [now, before] = [unsupportedFeatures(mails), approved].map(unsupportedPairs);
    expect({
      unsupportedAndNew: now?.filter((pair) => !before?.includes(pair)),
      approvedButGone: before?.filter((pair) => !now?.includes(pair)),
    }).toEqual({ unsupportedAndNew: [], approvedButGone: [] });
  });

  test('is judged, feature by feature, in docs/mail-checks.md', () => {
    const table = readFileSync(new URL('../../../docs/mail-checks.md', import.meta.url), 'utf8');
    const features = [...new Set(unsupportedPairs(approved).map((pair) => pair.replace(/ in \S+$/, '')))];
    expect(features.filter((feature) => !table.includes(`| \`${feature}\` |`))).toEqual([]);
  });

  test('names the feature and the mail program when something new is used', () => {
    const html = `<style>@media (min-width:1px){p{display:grid}}</style>${mails[0]?.html}<video src="x"></video>`;
    const found = unsupportedFeatures([{ html }]);
    const added = unsupportedPairs(found).filter((pair) => !unsupportedPairs(approved).includes(pair));
    expect(added).toContain('<video> element in gmail.desktop-webmail');
    expect(added).toContain('display:grid in outlook.windows');
  });
});
