import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadConfig, options } from '../../src/config.ts';
import { configurationPage } from '../../src/config-page.ts';

describe('options', () => {
  test('docs/configuration.md is what the table says', () => {
    const page = readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8');
    expect(page).toBe(configurationPage());
  });

  test('an empty environment is a whole configuration that sends nothing outside', () => {
    const config = loadConfig({});
    expect(config).toMatchObject({
      port: 3000,
      publicUrl: 'http://localhost:3000',
      sending: 'simulator',
      approval: 'required',
      sendingAllowlist: [],
      secretKeys: [],
    });
  });

  test.each([
    ['PORT', '99999'],
    ['DATABASE_URL', 'mysql://x'],
    ['REDIS_URL', 'localhost'],
    ['PUBLIC_URL', 'example.org'],
    ['PUBLIC_URL', 'https://example.org/bulletin?issue=1'],
    ['PUBLIC_URL', 'https://example.org/my bulletin'],
    ['SECRET_KEY', 'short'],
    ['SECRET_KEYS', `${'a'.repeat(40)},short`],
    ['MAIL_FROM', 'nobody'],
    ['MAIL_FROM', 'A <a@example.org>, B <b@example.org>'],
    ['SENDING', 'yes'],
    ['SES_ENDPOINT', 'ftp://x'],
    ['AWS_REGION', 'London'],
    ['APPROVAL', 'maybe'],
    ['CADENCE', 'every tuesday'],
    ['CADENCE', '0 0 9 1 * *'],
    ['TIME_ZONE', 'Mars/Olympus'],
    ['LANGUAGES', 'en,fr'],
    ['LANGUAGES', ','],
  ])('a wrong %s stops with one sentence that names it', (env, value) => {
    expect(() => loadConfig({ [env]: value })).toThrow(new RegExp(`^The option ${env} must .*\\.$`));
  });

  test('the languages are names of catalogues, each once, and the first is the publication’s own', () => {
    expect(loadConfig({}).languages).toEqual(['en']);
    expect(loadConfig({ LANGUAGES: ' CY, en,cy' }).languages).toEqual(['cy', 'en']);
    expect(() => loadConfig({ LANGUAGES: 'en,fr' })).toThrow('en, cy; “fr” has none.');
  });

  test('the simulator mode never reaches another machine', () => {
    expect(() => loadConfig({ SES_ENDPOINT: 'https://email.eu-west-2.amazonaws.com' })).toThrow(
      /SES_ENDPOINT/,
    );
  });

  test('a key keeps its id when keys are reordered for rotation', () => {
    const [older, newer] = ['o'.repeat(40), 'n'.repeat(40)];
    const before = loadConfig({ SECRET_KEY: older });
    const after = loadConfig({ SECRET_KEYS: `${newer},${older}` });
    expect(after.secretKeys[1]).toEqual(before.secretKeys[0]);
    expect(after.secretKeys[0]?.id).not.toBe(before.secretKeys[0]?.id);
  });

  test('every option has a sentence and a name of its own', () => {
    const rows = Object.values(options);
    expect(new Set(rows.map((row) => row.env)).size).toBe(rows.length);
    for (const row of rows) expect(row.doc).toMatch(/^.{20,}\.$/);
  });
});
