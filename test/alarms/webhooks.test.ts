import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import draft6 from 'ajv/dist/refs/json-schema-draft-06.json' with { type: 'json' };
import { expect, test } from 'vitest';
import { raiseAlarm } from '../../src/alarms/index.ts';
import { webhookSecret } from '../../src/compose/alarm-ways.ts';
import { loadConfig } from '../../src/config.ts';
import { MINUTE_MS, openAlarms } from '../support/alarms.ts';
import { type Received, receiver } from '../support/receiver.ts';

const schema = JSON.parse(
  readFileSync(new URL('./adaptive-cards/adaptive-card-1.4.0.json', import.meta.url), 'utf8'),
);
const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
ajv.addMetaSchema(draft6);
// The schema names itself as draft 4 did.
const { id: _, ...card } = schema;
const isCard = ajv.compile(card);

const params = {
  what: '[Click](https://evil.example) <!channel> & _more_ of "Common Ground"',
  mend: 'Publish the record again.\nThen wait.',
};
const raised = async (env: Record<string, string>) => {
  const house = await openAlarms(env);
  await raiseAlarm(house.app, { cause: 'finding', key: 'dkim', params, since: house.clock.now() });
  await house.look();
  return house;
};
const jsonOf = ({ body }: Received) => JSON.parse(body);

test('Teams gets a message with a card, or the bare card; both hold by the schema, and nothing in them is read as Markdown', async () => {
  const to = await receiver();
  await raised({ ALARM_WEBHOOKS: `teams:${to.url}/a?x=1,2, teams-card:${to.url}/b` });
  expect(to.received.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /a?x=1,2', 'POST /b']);
  const [message, bare] = to.received.map(jsonOf);
  expect(message).toMatchObject({
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null }],
  });
  expect(message.attachments).toHaveLength(1);
  expect(message.attachments[0].content).toEqual(bare);
  expect(isCard(bare), JSON.stringify(isCard.errors)).toBe(true);
  expect(bare).toMatchObject({ type: 'AdaptiveCard', version: '1.4' });
  expect(JSON.stringify(bare)).toContain('[Click](https://evil.example)');
  expect(JSON.stringify(bare)).not.toContain('"TextBlock"');
  // The schema would say so.
  expect(isCard({ ...bare, body: [{ type: 'RichTextBlock' }] })).toBe(false);
});

test('what mends it, and what is said again, are cards too', async () => {
  const to = await receiver();
  const house = await raised({ ALARM_WEBHOOKS: `teams-card:${to.url}` });
  house.clock.advance(25 * 60 * MINUTE_MS);
  await house.look();
  expect(to.received).toHaveLength(2);
  for (const one of to.received) expect(isCard(jsonOf(one)), JSON.stringify(isCard.errors)).toBe(true);
});

/** As a receiver checks it: Standard Webhooks 1.0.0, "Verifying webhook authenticity". */
const signatureOf = ({ headers, body }: Received, key: Buffer) =>
  `v1,${createHmac('sha256', key).update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`).digest('base64')}`;

test('JSON is signed with its time; Slack reads its text, and no mention or link in it', async () => {
  const to = await receiver();
  const secret = `whsec_${Buffer.from('a secret that is long enough').toString('base64')}`;
  const house = await raised({ ALARM_WEBHOOKS: `json:${to.url}`, ALARM_WEBHOOK_SECRET: secret });
  const [got] = to.received as [Received];
  expect(got.headers['content-type']).toBe('application/json');
  expect(got.headers['webhook-signature']).toBe(
    signatureOf(got, Buffer.from('a secret that is long enough')),
  );
  expect(Number(got.headers['webhook-timestamp'])).toBe(Math.floor(house.clock.now().getTime() / 1_000));
  const { text, ...rest } = jsonOf(got);
  expect(text).toMatch(/^Alarm: .*\n/);
  expect(text).toContain('&lt;!channel&gt; &amp;');
  expect(rest).toMatchObject({
    id: got.headers['webhook-id'],
    news: 'raised',
    cause: 'finding',
    mendedAt: null,
  });
});

test('without ALARM_WEBHOOK_SECRET one is made once, for all processes', async () => {
  const to = await receiver();
  const house = await raised({ ALARM_WEBHOOKS: `json:${to.url}` });
  const secret = await webhookSecret(house.app);
  expect(await webhookSecret(house.app)).toBe(secret);
  const [got] = to.received as [Received];
  expect(got.headers['webhook-signature']).toBe(signatureOf(got, Buffer.from(secret.slice(6), 'base64')));
});

test('no address inside is reached unless that is allowed, and no redirect is followed', async () => {
  const to = await receiver();
  const house = await raised({ ALARM_WEBHOOKS: `json:${to.url}`, ALARMS_ALLOW_PRIVATE: 'off' });
  expect(to.received).toEqual([]);
  expect((await house.firing())[0]?.told).toMatchObject([
    { state: 'due', said: expect.stringContaining('ALARMS_ALLOW_PRIVATE') },
  ]);
  const redirecting = await receiver();
  redirecting.how.status = 307;
  const other = await raised({ ALARM_WEBHOOKS: `json:${redirecting.url}` });
  expect((await other.firing())[0]?.told).toMatchObject([
    { state: 'due', said: 'It answered with the status 307.' },
  ]);
});

test('ALARM_WEBHOOKS: several, each behind its kind; anything else is refused', () => {
  const read = (ALARM_WEBHOOKS: string) => loadConfig({ ALARM_WEBHOOKS }).alarmWebhooks;
  expect(read('')).toEqual([]);
  expect(
    read('teams:https://a.example/x?sp=1,2&sig=y,json:http://b.example\n teams-card:https://c.example/'),
  ).toEqual([
    { kind: 'teams', url: 'https://a.example/x?sp=1,2&sig=y' },
    { kind: 'json', url: 'http://b.example' },
    { kind: 'teams-card', url: 'https://c.example/' },
  ]);
  for (const wrong of [
    'https://a.example',
    'slack:https://a.example',
    'json:ftp://a.example',
    'json:https://',
  ])
    expect(() => read(wrong), wrong).toThrow('ALARM_WEBHOOKS');
});
