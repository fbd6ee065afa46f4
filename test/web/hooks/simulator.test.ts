import { expect, it } from 'vitest';
import { configuredSns } from '../../../src/adapters/sns/topics.ts';
import { elsewhere } from '../../../src/compose/elsewhere.ts';
import { silentLog, systemClock } from '../../../src/core/index.ts';
import { interruptLeases } from '../../../src/delivery/index.ts';
import { startSimulator } from '../../../src/simulator/index.ts';
import { createWeb } from '../../../src/web/index.ts';
import { freshDatabase } from '../../support/database.ts';
import { until } from '../../support/until.ts';
import { testKeys } from '../../support/web.ts';
import { serve } from '../serve.ts';

it('takes the simulator’s events through the whole web, and confirms its subscription', async () => {
  const { db } = await freshDatabase();
  const simulator = await startSimulator();
  const config = {
    sending: 'simulator',
    awsRegion: 'eu-west-2',
    snsTopicArns: [],
    snsMaxAgeMinutes: 60,
  } as const;
  const enqueued: string[] = [];
  const web = createWeb({
    db,
    clock: systemClock,
    log: silentLog,
    queue: { enqueue: async ({ name }) => void enqueued.push(name), close: async () => {} },
    keys: testKeys,
    limitKey: Buffer.alloc(32, 9),
    elsewhere,
    interruptSending: interruptLeases,
    config: {
      publicUrl: 'http://localhost',
      timeZone: 'Europe/London',
      languages: ['en'],
      trustProxy: 0,
      noticesPerHour: 3_000,
      bulletinName: 'Quarterly',
      sending: 'simulator',
      awsRegion: 'eu-west-2',
      retentionLeftDays: 28,
      retentionUnconfirmedDays: 14,
      retentionEventsDays: 400,
      retentionDraftsDays: 90,
      desk: 'on',
      sessionIdleHours: 12,
      sessionDays: 7,
      approval: 'required',
      sendHoldMinutes: 10,
    },
    sns: configuredSns(config, systemClock, { findSimulator: async () => simulator.url }),
  });
  try {
    simulator.setEventsTo(`${await serve(web)}/hooks/ses`);
    await simulator.subscribe();
    await until(() => simulator.counters().subscriptionConfirmed);
    for (const version of ['1', '2'] as const) {
      simulator.setEvents({ signatureVersion: version });
      const message = {
        Type: 'Notification',
        MessageId: `m-${version}`,
        TopicArn: simulator.topicArn,
      } as const;
      const signed = await simulator.sign(
        { ...message, Message: '{"eventType":"Send"}', Timestamp: new Date().toISOString() },
        { version },
      );
      const answer = await fetch(`${await serve(web)}/hooks/ses`, {
        method: 'POST',
        body: JSON.stringify(signed),
      });
      expect(answer.status).toBe(200);
    }
    expect(await db.selectFrom('ses_events').select('sns_message_id').orderBy('id').execute()).toEqual([
      { sns_message_id: 'm-1' },
      { sns_message_id: 'm-2' },
    ]);
    expect(enqueued).toEqual(['apply-events', 'apply-events']);
  } finally {
    await simulator.close();
  }
});
