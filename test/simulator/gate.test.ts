import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSigner, type Simulator, startSimulator } from '../../src/simulator/index.ts';
import { exchange } from '../support/raw-socket.ts';
import { clientOf, control, mailOf, sending } from './support.ts';

let simulator: Simulator;
let own: string;
beforeAll(async () => {
  simulator = await startSimulator({ enforce: false }, await createSigner('eu-west-2'));
  own = `127.0.0.1:${simulator.port}`;
  const ses = clientOf(simulator.url);
  await ses.send(sending('reader@example.org'));
  ses.destroy();
});
afterAll(() => simulator.close());

type Asked = { method?: string; target?: string; host?: string; fields?: string[]; body?: string };

async function statusOf({ method = 'GET', target = '/', host = own, fields = [], body = '' }: Asked) {
  const lines = [`${method} ${target} HTTP/1.1`, `Host: ${host}`, ...fields, 'Connection: close'];
  if (body !== '') lines.push(`Content-Length: ${Buffer.byteLength(body)}`);
  return (await exchange(simulator.url, `${lines.join('\r\n')}\r\n\r\n${body}`))?.status;
}

const READS = ['/', '/?q=reader', '/_control', '/_control/mails', '/_control/ledger', '/outbox.css'];

describe('a name that somebody else’s name server points at this machine', () => {
  it.each([
    'evil.example',
    `evil.example:3001`,
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    'a_b',
    '',
  ])('is answered nothing: %j', async (host) => {
    for (const target of READS) expect(await statusOf({ target, host })).toBeGreaterThanOrEqual(400);
  });

  it.each(['localhost', '127.0.0.1', '[::1]', 'localhost:3001', '10.1.2.3:3001'])(
    'is not %s',
    async (host) => {
      for (const target of READS) expect(await statusOf({ target, host })).toBe(200);
    },
  );
});

const form = 'content-type: application/x-www-form-urlencoded';
const json = 'content-type: application/json';
const planted = new URLSearchParams({
  Action: 'SendRawEmail',
  Source: 'a@example.org',
  'Destinations.member.1': 'planted@example.org',
  'RawMessage.Data': mailOf({ to: 'planted@example.org' }).toString('base64'),
}).toString();
const ACTS: Asked[] = [
  { method: 'POST', target: '/', body: planted, fields: [form] },
  { method: 'POST', target: '/', body: planted, fields: ['content-type: text/plain'] },
  { method: 'GET', target: `/?${planted}` },
  { method: 'POST', target: '/_control/quota', body: '{"maxSendRate":1}', fields: [json] },
  { method: 'POST', target: '/_control/faults', body: '{"kind":"hang"}', fields: [json] },
  { method: 'POST', target: '/_control/sns/sign', body: '{"message":{}}', fields: [json] },
  { method: 'POST', target: '/_control/sns/subscription', body: 'a=b', fields: [form] },
  { method: 'DELETE', target: '/_control/mails' },
];
const PAGES = [
  ['sec-fetch-site: cross-site', 'origin: https://evil.example'],
  ['sec-fetch-site: same-site', 'origin: http://localhost:3000'],
  ['origin: null'],
  ['origin: https://evil.example'],
  ['sec-fetch-site: cross-site'],
];

describe('a page of another site', () => {
  it.each(PAGES)('can have nothing done: %s', async (...fields) => {
    for (const act of ACTS) {
      const status = await statusOf({ ...act, fields: [...(act.fields ?? []), ...fields] });
      expect([act.method, act.target?.slice(0, 30), status]).toEqual([
        act.method,
        act.target?.slice(0, 30),
        403,
      ]);
    }
    expect(simulator.mails()).toHaveLength(1);
    expect(simulator.settings().faults).toEqual([]);
  });

  it('may lead to the outbox', async () => {
    expect(await statusOf({ fields: ['sec-fetch-site: cross-site', 'sec-fetch-mode: navigate'] })).toBe(200);
  });
});

it('a picture’s address plants no mail, though the browser says nothing of the page it stands on', async () => {
  const before = simulator.mails().length;
  await statusOf({ target: `/?${planted}`, host: '10.1.2.3:3001' });
  expect(simulator.mails()).toHaveLength(before);
});

it('programs and its own pages are taken as ever', async () => {
  expect((await control(simulator.url, '/quota', { maxSendRate: 50 })).status).toBe(200);
  const fields = [form, 'sec-fetch-site: same-origin', `origin: http://${own}`];
  expect(await statusOf({ method: 'POST', body: planted, fields })).toBe(200);
  expect(simulator.mails({ destination: 'planted@example.org' })).toHaveLength(1);
});
