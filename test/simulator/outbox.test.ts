import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSigner, type Simulator, startSimulator } from '../../src/simulator/index.ts';
import { clientOf, mailOf, sending } from './support.ts';

const signer = await createSigner('eu-west-2');

let simulator: Simulator;
const ids: string[] = [];

const HOSTILE = '<script>alert(1)</script>';

beforeAll(async () => {
  simulator = await startSimulator({ enforce: false }, signer);
  const ses = clientOf(simulator.url);
  const send = async (to: string, raw: ReturnType<typeof mailOf>) =>
    ids.push((await ses.send(sending(to, raw))).MessageId ?? '');
  for (let n = 1; n <= 60; n++)
    await send(`r${n}@example.org`, mailOf({ to: `r${n}@example.org`, text: `Line ${n} of text` }));
  await send(
    'last@example.org',
    mailOf({
      subject: HOSTILE,
      html: `<html><head><title>x</title></head><body>${HOSTILE}<a href="https://example.org">a</a></body></html>`,
      text: `needle ${HOSTILE}`,
    }),
  );
  ses.destroy();
});
afterAll(() => simulator.close());

const get = async (path: string) => {
  const response = await fetch(`${simulator.url}${path}`);
  return { status: response.status, headers: response.headers, body: await response.text() };
};
const rows = (body: string) => [...body.matchAll(/<span class="to cut">([^<]*)</g)].map((match) => match[1]);

describe('the outbox', () => {
  it('lists the newest first, in pages', async () => {
    const first = await get('/');
    expect(rows(first.body).slice(0, 2)).toEqual(['last@example.org', 'r60@example.org']);
    expect(rows(first.body)).toHaveLength(50);
    expect(first.body).toContain('href="/?page=2"');
    const second = await get('/?page=2');
    expect(rows(second.body)).toHaveLength(11);
    expect(rows(second.body).at(-1)).toBe('r1@example.org');
  });

  it('searches by address, subject and text', async () => {
    expect(rows((await get('/?q=r17%40')).body)).toEqual(['r17@example.org']);
    expect(rows((await get('/?q=NEEDLE')).body)).toEqual(['last@example.org']);
    expect(rows((await get('/?q=line+42+issue')).body)).toEqual(['r42@example.org']);
    expect((await get('/?q=%3Cb%3Enothing')).body).toContain('Nothing found for “&lt;b&gt;nothing”');
  });

  it('shows which sections each mail holds, in the list and beside the mail', async () => {
    const ses = clientOf(simulator.url);
    const stop = (slug: string) => `<a href="https://b.example/unsubscribe/t1.x-_?section=${slug}">Stop</a>`;
    const html = `<html><body>${stop('work')}${stop('fire-safety')}${stop('work')}</body></html>`;
    const { MessageId } = await ses.send(sending('two@example.org', mailOf({ html })));
    ses.destroy();
    expect((await get('/?q=two%40')).body).toContain('<span class="quiet sections">work, fire-safety</span>');
    const shown = (await get(`/mails/${MessageId}`)).body;
    expect(shown).toContain(
      '<strong class="govuk-tag">work</strong> <strong class="govuk-tag">fire-safety</strong>',
    );
    expect((await get(`/mails/${ids[0]}`)).body).not.toMatch(/<dt[^>]*>\s*Sections/);
  });

  it.each([
    '/',
    `/mails/ID`,
    '/mails/ID?view=text',
    '/mails/ID?view=headers',
    '/mails/ID?view=source',
    '/mails/ID?view=envelope',
  ])('escapes everything on %s and forbids scripts', async (path) => {
    const { body, headers, status } = await get(path.replace('ID', ids.at(-1) ?? ''));
    expect(status).toBe(200);
    expect(body).not.toContain('<script');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('shows a mail in a frame that can run nothing', async () => {
    const id = ids.at(-1) ?? '';
    expect((await get(`/mails/${id}`)).body).toContain(
      'sandbox="allow-popups allow-popups-to-escape-sandbox"',
    );
    const { body, headers } = await get(`/mails/${id}/html`);
    expect(headers.get('content-security-policy')).toMatch(/^sandbox allow-popups.*default-src 'none'/);
    expect(body).toContain('<head><base target="_blank">');
  });

  it('hands out the bytes', async () => {
    const eml = await get(`/mails/${ids[0]}/mail.eml`);
    expect(eml.body).toBe(mailOf({ to: 'r1@example.org', text: 'Line 1 of text' }).toString());
    expect(eml.headers.get('content-disposition')).toBe(`attachment; filename="${ids[0]}.eml"`);
    expect((await get(`/_control/mails/${ids[0]}/raw`)).body).toBe(eml.body);
  });

  it('says so when there is nothing', async () => {
    expect((await get('/mails/none')).status).toBe(404);
    expect((await get('/elsewhere')).status).toBe(404);
    const empty = await startSimulator({}, signer);
    expect(await (await fetch(empty.url)).text()).toContain('No mail yet');
    await empty.close();
  });
});
