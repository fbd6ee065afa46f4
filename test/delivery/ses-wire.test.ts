import { createHash, randomBytes } from 'node:crypto';
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formBase64 } from '../../src/adapters/ses/body.ts';
import { sesMailer } from '../../src/adapters/ses/mailer.ts';
import { parseEmailAddress } from '../../src/core/index.ts';
import type { Mailer } from '../../src/delivery/index.ts';
import { type Simulator, startSimulator } from '../../src/simulator/index.ts';

const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };
let simulator: Simulator;
let ours: Mailer;
let plain: SESClient;

beforeAll(async () => {
  simulator = await startSimulator({ digest: true, maxSendRate: -1, max24HourSend: -1 });
  const options = { region: 'eu-west-2', endpoint: simulator.url, credentials };
  ours = sesMailer({ ...options, configurationSet: 'quarterly' });
  plain = new SESClient({ ...options, maxAttempts: 1 });
});
afterAll(async () => {
  ours.close();
  plain.destroy();
  await simulator.close();
});

test('the request is byte for byte the one that the plain SDK makes', async () => {
  const source = parseEmailAddress('news@example.org');
  const shared = [randomBytes(900), randomBytes(1_000), randomBytes(5_003)];
  const both = async (n: number) => {
    const to = parseEmailAddress(`reader+${n}=x@example.org`);
    const pieces = shared.flatMap((piece) => [piece, randomBytes(n % 17)]).slice(0, 1 + (n % 6));
    await ours.send({ source, to, pieces, tags: { delivery: String(n), edition: '6' } });
    await plain.send(
      new SendRawEmailCommand({
        Source: source,
        Destinations: [to],
        RawMessage: { Data: Buffer.concat(pieces) },
        Tags: [
          { Name: 'delivery', Value: String(n) },
          { Name: 'edition', Value: '6' },
        ],
        ConfigurationSetName: 'quarterly',
      }),
    );
  };
  // No more at a time than a busy machine answers before our own calls are given up.
  for (let first = 0; first < 200; first += 20) {
    await Promise.all(Array.from({ length: 20 }, (_, n) => both(first + n)));
  }
  const mails = simulator.mails({ limit: 1_000 });
  expect(mails).toHaveLength(400);
  expect(mails[0]?.bodyDigest).toMatch(/^[0-9a-f]{64}$/);
  const digests = new Map<string, (string | undefined)[]>();
  for (const { destinations, bodyDigest } of mails) {
    const to = destinations.join();
    digests.set(to, [...(digests.get(to) ?? []), bodyDigest]);
  }
  const equal = [...digests.values()].filter((pair) => pair.length === 2 && pair[0] === pair[1]);
  expect(equal).toHaveLength(200);
});

test('any pieces, in any lengths, encode as the joined bytes do', () => {
  const piece = fc.oneof(fc.uint8Array({ maxLength: 10 }), fc.uint8Array({ minLength: 500, maxLength: 700 }));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const joined = Buffer.concat(pieces).toString('base64');
      const form = Buffer.concat(formBase64(pieces)).toString('latin1');
      expect(form).toBe(encodeURIComponent(joined));
      expect(createHash('sha256').update(form).digest('hex')).toHaveLength(64);
    }),
  );
});
