import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { examineInstallation } from '../../../src/compose/doctor.ts';
import { secretKeyFrom } from '../../../src/config.ts';
import { type Clock, paths } from '../../../src/core/index.ts';
import { startPresence } from '../../../src/settings/index.ts';
import { dkimTokens } from '../../../src/simulator/account.ts';
import { startSimulator } from '../../../src/simulator/index.ts';
import { freshDatabase } from '../../support/database.ts';
import { type DnsRecord, startNameServer } from '../../support/name-server.ts';
import { startRedis } from '../../support/redis.ts';
import { serveWeb } from '../../support/serve-web.ts';
import { goodHabits, startFront } from '../../support/tls-front.ts';

export const DOMAIN = 'example.org';
const HOST = 'bulletin.example.org';
export const REGION = 'eu-west-2';
const SECRET = 'Zk3vN8qLr5TyWx2HbJm7PdCs4GfVa9Ue';

/** Everything that sending for `example.org` wants in the name servers. */
function goodZone(): Map<string, DnsRecord[]> {
  const bounce = `bounce.${DOMAIN}`;
  return new Map<string, DnsRecord[]>([
    [DOMAIN, [{ type: 'TXT', text: 'v=spf1 include:_spf.example.org -all' }]],
    [`_dmarc.${DOMAIN}`, [{ type: 'TXT', text: 'v=DMARC1; p=none; rua=mailto:dmarc@example.org' }]],
    [
      bounce,
      [
        { type: 'MX', priority: 10, exchange: `feedback-smtp.${REGION}.amazonses.com` },
        { type: 'TXT', text: 'v=spf1 include:amazonses.com ~all' },
      ],
    ],
    ...dkimTokens(DOMAIN).map((token): [string, DnsRecord[]] => [
      `${token}._domainkey.${DOMAIN}`,
      [{ type: 'CNAME', to: `${token}.dkim.amazonses.com` }],
    ]),
  ]);
}

/** An installation with which nothing is wrong: real stores, local SES, name server, proxy with TLS, all of this test file's own. */
export async function goodSetUp() {
  const folder = mkdtempSync(join(tmpdir(), 'quarterly-doctor-'));
  const clock: Clock & { aheadMs: number } = {
    aheadMs: 0,
    now: () => new Date(Date.now() + clock.aheadMs),
  };
  const database = await freshDatabase();
  const redis = await startRedis();
  const zone = goodZone();
  const names = await startNameServer(zone);
  const front = await startFront(HOST);
  const publicUrl = `https://${HOST}:${front.port}`;
  const web = await serveWeb(
    { db: database.db, clock, keys: [secretKeyFrom(SECRET)] },
    { publicUrl, trustProxy: 1 },
  );
  front.passTo(web.site);
  const ses = await startSimulator({ region: REGION, eventsTo: `${publicUrl}${paths.sesEvents()}` });
  const presences = [
    await startPresence(database.db, { role: 'web', sending: 'live' }),
    await startPresence(database.db, { role: 'worker', sending: 'live' }),
  ];
  const env: Record<string, string | undefined> = {
    PATH: '/usr/bin',
    HOME: '/root',
    DATABASE_URL: database.url,
    REDIS_URL: redis.url,
    JOURNAL_DIR: join(folder, 'journal'),
    JOURNAL_COPY_TO: join(folder, 'copy'),
    PUBLIC_URL: publicUrl,
    TRUST_PROXY: '1',
    SECRET_KEY: SECRET,
    SENDING: 'live',
    SENDING_ALLOWLIST: '*',
    MAIL_FROM: 'Bulletin <bulletin@example.org>',
    SES_ENDPOINT: ses.url,
    SES_CONFIGURATION_SET: 'quarterly',
    SNS_TOPIC_ARNS: ses.topicArn,
    AWS_REGION: REGION,
    DNS_SERVERS: names.address,
  };
  // The SDK looks for credentials in the process's own environment.
  const before = { ...process.env };
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'example' });
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  afterAll(async () => {
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
    for (const presence of presences) await presence.stop();
    await ses.close();
    web.close();
    front.close();
    names.close();
    await redis.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const way = {
    ca: front.certificate,
    // Every name leads to this machine, as the proxy listens here.
    lookup: ((_name: string, options: { all?: boolean }, done: (...said: unknown[]) => void) =>
      options.all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4)) as never,
  };
  return {
    folder,
    clock,
    database,
    redis,
    zone,
    names,
    front,
    web,
    ses,
    env,
    publicUrl,
    /** Looks with what is changed of the environment. */
    look: (changed: Record<string, string | undefined> = {}) =>
      examineInstallation({ env: { ...env, ...changed }, clock, ...way }),
    /** Puts back whatever a fault has changed. */
    restore() {
      zone.clear();
      for (const [name, records] of goodZone()) zone.set(name, records);
      names.mute(false);
      front.habits = goodHabits();
      ses.restoreAccount();
      ses.setFaults([]);
      ses.setQuota({ maxSendRate: 14, max24HourSend: 50_000 });
      clock.aheadMs = 0;
    },
  };
}
export type GoodSetUp = Awaited<ReturnType<typeof goodSetUp>>;
