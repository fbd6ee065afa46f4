import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { sql } from 'kysely';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { packageVersion } from '../../src/core/index.ts';
import { dkimTokens } from '../../src/simulator/account.ts';
import { createCertificate } from '../../src/simulator/sns/der.ts';
import { emptyDatabase } from '../support/database.ts';
import type { DnsRecord } from '../support/name-server.ts';
import { startRedis } from '../support/redis.ts';
import type { FrontHabits } from '../support/tls-front.ts';
import { DOMAIN, type GoodSetUp, goodSetUp, REGION } from './support/set-up.ts';

let good: GoodSetUp;
const undo: (() => unknown)[] = [];
beforeAll(async () => {
  good = await goodSetUp();
});
afterEach(async () => {
  for (const back of undo.splice(0).reverse()) await back();
  good.restore();
});

type Env = Record<string, string | undefined>;
/** What is broken, what must be found and nothing else, and what must stand in its mend. */
type Fault = {
  name: string;
  codes: string[];
  mend: string | RegExp;
  /** Breaks it; what it returns is put into the environment. */
  seed(): Env | undefined | Promise<Env | undefined>;
};

const env = (changed: Env) => () => changed;
const records = (name: string, ...set: DnsRecord[]) => {
  if (set.length === 0) good.zone.delete(name);
  else good.zone.set(name, set);
};
const txt = (...texts: string[]) => texts.map((text): DnsRecord => ({ type: 'TXT', text }));
const dns =
  (name: string, ...set: DnsRecord[]) =>
  () =>
    void records(name, ...set);
const account = (changed: Parameters<GoodSetUp['ses']['setAccount']>[0]) => () =>
  void good.ses.setAccount(changed);
const forbidden = (...actions: string[]) =>
  void good.ses.setFaults(actions.map((action) => ({ kind: 'access-denied' as const, action })));
const statement = (text: string) => sql.raw(text).execute(good.database.db);
const changed = async (does: string, undoes: string) => {
  await statement(does);
  undo.push(() => statement(undoes));
};
const redis = async (...settings: [string, string, string][]) => {
  const client = new Redis(good.redis.url);
  undo.push(async () => {
    for (const [name, , before] of settings) await client.config('SET', name, before);
    client.disconnect();
  });
  for (const [name, value] of settings) await client.config('SET', name, value);
  return undefined;
};
const ca = async (names: { host: string; from: Date; years: number }) => {
  const made = await createCertificate(names.host, names.from, names.years);
  const before = good.front.shown();
  undo.push(() => good.front.show(before));
  good.front.show(made);
  return made;
};
const YEAR_MS = 365 * 86_400_000;
const destination = (over: object) =>
  account({
    destinations: [
      {
        name: 'quarterly',
        enabled: true,
        types: ['SEND', 'DELIVERY', 'BOUNCE', 'COMPLAINT', 'REJECT'],
        ...over,
      },
    ],
  });
const [token = ''] = dkimTokens(DOMAIN);
const DKIM = `${token}._domainkey.${DOMAIN}`;
const BOUNCE = `bounce.${DOMAIN}`;
const withUrl = (over: Partial<Record<'port' | 'pathname' | 'username' | 'password', string>>) => {
  const url = Object.assign(new URL(good.env.DATABASE_URL as string), over);
  return { DATABASE_URL: url.href };
};
const ahead = (ms: number) => () => {
  good.clock.aheadMs = ms;
  return undefined;
};
const habit = (over: Partial<FrontHabits>) => () => {
  Object.assign(good.front.habits, over);
  return undefined;
};
const otherProcess = (id: string, over: { role?: string; version?: string; sending?: string }) =>
  changed(
    `INSERT INTO processes VALUES ('${id}', '${over.role ?? 'worker'}', '${over.version ?? packageVersion()}',
      '${over.sending ?? 'live'}', 'other-host', now(), now() + interval '1 hour')`,
    `DELETE FROM processes WHERE id = '${id}'`,
  ).then(() => undefined);

const faults: Fault[] = [
  {
    name: 'no PostgreSQL at the port',
    codes: ['database-unreachable'],
    mend: /pg_isready -h 127\.0\.0\.1 -p 1\b/,
    seed: () => withUrl({ port: '1' }),
  },
  {
    name: 'a wrong password',
    codes: ['database-unreachable'],
    mend: /ALTER ROLE stranger PASSWORD|CREATE ROLE stranger LOGIN/,
    seed: () => withUrl({ username: 'stranger', password: 'wrong-and-long-enough' }),
  },
  {
    name: 'no such database',
    codes: ['database-unreachable'],
    mend: /CREATE DATABASE nowhere OWNER \w+ ENCODING 'UTF8' TEMPLATE template0;/,
    seed: () => withUrl({ pathname: '/nowhere' }),
  },
  {
    name: 'a database that says nothing',
    codes: ['database-unreachable'],
    mend: /open port \d+ in the firewall/,
    async seed() {
      const server = createServer(() => {});
      await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
      undo.push(() => server.close());
      const { port } = server.address() as { port: number };
      return withUrl({ port: String(port) });
    },
  },
  {
    name: 'a database that only reads',
    codes: ['database-read-only'],
    mend: /ALTER DATABASE \w+ SET default_transaction_read_only = off/,
    async seed() {
      const name = new URL(good.database.url).pathname.slice(1);
      await statement(`ALTER DATABASE ${name} SET default_transaction_read_only = on`);
      undo.push(async () => {
        await sql`SET default_transaction_read_only = off`.execute(good.database.db);
        await statement(`ALTER DATABASE ${name} RESET default_transaction_read_only`);
      });
      return undefined;
    },
  },
  {
    name: 'a role that may do nothing',
    codes: [
      'database-may-not-create',
      'database-may-not-create-schema',
      'database-tables-closed',
      'database-tables-of-another',
    ],
    mend: 'GRANT USAGE, CREATE ON SCHEMA public TO guest_of_doctor;',
    async seed() {
      await statement(`DO $$ BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'guest_of_doctor') THEN
          CREATE ROLE guest_of_doctor LOGIN PASSWORD 'guest-of-the-doctor'; END IF; END $$`);
      return withUrl({ username: 'guest_of_doctor', password: 'guest-of-the-doctor' });
    },
  },
  {
    name: 'a migration that is not applied yet',
    codes: ['migrations-behind'],
    mend: 'quarterly migrate',
    seed: () =>
      changed(
        "UPDATE kysely_migration SET name = '0000-x' WHERE name = '0500-flow-switches'; DELETE FROM kysely_migration WHERE name = '0000-x'",
        "INSERT INTO kysely_migration VALUES ('0500-flow-switches', now()::text)",
      ).then(() => undefined),
  },
  {
    name: 'a migration of a newer version',
    codes: ['migrations-ahead'],
    mend: /Start the version that brought it up to date/,
    seed: () =>
      changed(
        "INSERT INTO kysely_migration VALUES ('9999-newer', now()::text)",
        "DELETE FROM kysely_migration WHERE name = '9999-newer'",
      ).then(() => undefined),
  },
  {
    name: 'a clock that is a minute ahead',
    codes: ['clocks-differ'],
    mend: /timedatectl set-ntp true/,
    seed: ahead(60_000),
  },
  {
    name: 'a clock that is ten minutes behind',
    codes: ['clocks-differ'],
    mend: /timedatectl set-ntp true/,
    seed: ahead(-600_000),
  },
  {
    name: 'all sending held by a restore',
    codes: ['sending-held'],
    mend: /quarterly restore status.*quarterly restore release/,
    seed: () =>
      changed(
        "INSERT INTO restore_holds (since, findings) VALUES (now(), '[]')",
        'DELETE FROM restore_holds',
      ).then(() => undefined),
  },
  {
    name: 'a worker of another version',
    codes: ['versions-differ'],
    mend: /Restart worker on other-host with version /,
    seed: () => otherProcess('old', { version: '0.0.9' }),
  },
  {
    name: 'a worker with another SENDING',
    codes: ['sending-differs'],
    mend: /Restart worker on other-host with SENDING=live.*quarterly sending adopt/,
    seed: () => otherProcess('quiet', { sending: 'off' }),
  },
  {
    name: 'no worker',
    codes: ['worker-none'],
    mend: /quarterly worker/,
    seed: () =>
      changed(
        "UPDATE processes SET seen_at = seen_at - interval '1 hour' WHERE role = 'worker'",
        "UPDATE processes SET seen_at = now() + interval '1 hour' WHERE role = 'worker'",
      ).then(() => undefined),
  },
  {
    name: 'another environment than the one that runs',
    codes: ['sending-differs-here'],
    mend: /SENDING=live quarterly doctor/,
    seed: env({ SENDING: 'off' }),
  },
  {
    name: 'options that others do not send with',
    codes: ['options-differ'],
    mend: /Set MAIL_FROM as the other processes have it.*quarterly sending adopt/,
    seed: () =>
      changed(
        `INSERT INTO settings VALUES ('sending-options', '{"options":{"MAIL_FROM":"0123456789abcdef"},"at":"2026-01-01T00:00:00Z"}', now())`,
        "DELETE FROM settings WHERE key = 'sending-options'",
      ).then(() => undefined),
  },
  {
    name: 'Redis down',
    codes: ['redis-unreachable'],
    mend: /redis-cli -h 127\.0\.0\.1 -p 1 PING/,
    seed: env({ REDIS_URL: 'redis://127.0.0.1:1' }),
  },
  {
    name: 'Redis that wants a password',
    codes: ['redis-unreachable'],
    mend: /requirepass/,
    async seed() {
      const shut = await startRedis();
      const client = new Redis(shut.url);
      await client.config('SET', 'requirepass', 'secret');
      client.disconnect();
      undo.push(() => shut.close());
      return { REDIS_URL: shut.url };
    },
  },
  {
    name: 'Redis that evicts',
    codes: ['redis-evicts'],
    mend: /CONFIG SET maxmemory-policy noeviction/,
    seed: () => redis(['maxmemory-policy', 'allkeys-lru', 'noeviction']),
  },
  {
    name: 'Redis that forgets',
    codes: ['redis-forgets'],
    mend: /CONFIG SET appendonly yes/,
    async seed() {
      const forgetful = await startRedis({ persistent: false });
      undo.push(() => forgetful.close());
      return { REDIS_URL: forgetful.url };
    },
  },
  {
    name: 'Redis almost full',
    codes: ['redis-almost-full'],
    mend: /CONFIG SET maxmemory \d+/,
    seed: () => redis(['maxmemory', '1000000', '0']),
  },
  {
    name: 'a replica of Redis',
    codes: ['redis-replica'],
    mend: /master_host/,
    async seed() {
      const copy = await startRedis();
      const client = new Redis(copy.url);
      await client.replicaof('127.0.0.1', '1');
      client.disconnect();
      undo.push(() => copy.close());
      return { REDIS_URL: copy.url };
    },
  },
  {
    name: 'no second place of the journal',
    codes: ['journal-without-copy'],
    mend: /^JOURNAL_COPY_TO=/,
    seed: env({ JOURNAL_COPY_TO: undefined }),
  },
  {
    name: 'a journal that is copied onto itself',
    codes: ['journal-copied-onto-itself'],
    mend: /^JOURNAL_COPY_TO=/,
    seed: () => ({ JOURNAL_COPY_TO: good.env.JOURNAL_DIR }),
  },
  {
    name: 'a folder that is a file',
    codes: ['folder-is-a-file:BACKUP_DIR'],
    mend: /^mv .* && mkdir /,
    seed() {
      const file = join(good.folder, 'file');
      writeFileSync(file, '');
      return { BACKUP_DIR: file };
    },
  },
  {
    name: 'a time zone that there is not',
    codes: ['option-wrong:TIME_ZONE'],
    mend: 'TIME_ZONE=Europe/London',
    seed: env({ TIME_ZONE: 'Europe/Londn' }),
  },
  {
    name: 'a cadence that cannot be read',
    codes: ['option-wrong:CADENCE'],
    mend: /^CADENCE=/,
    seed: env({ CADENCE: 'every quarter' }),
  },
  {
    name: 'a cadence that never comes',
    codes: ['cadence-never:CADENCE'],
    mend: /^CADENCE="/,
    seed: env({ CADENCE: '0 9 30 2 *' }),
  },
  {
    name: 'two wrong options at once',
    codes: ['option-wrong:PORT', 'option-wrong:SEND_CONCURRENCY'],
    mend: /^(PORT=3000|SEND_CONCURRENCY=24)$/,
    seed: env({ PORT: 'http', SEND_CONCURRENCY: '0' }),
  },
  {
    name: 'a misspelt option',
    codes: ['option-unknown:SENDING_ALOWLIST'],
    mend: /Remove SENDING_ALOWLIST|Write SENDING_ALLOWLIST in place/,
    seed: env({ SENDING_ALOWLIST: '*' }),
  },
  {
    name: 'an option in the wrong case',
    codes: ['option-unknown:Backup_Dir'],
    mend: 'Write BACKUP_DIR in place of Backup_Dir.',
    seed: env({ Backup_Dir: '/backups' }),
  },
  {
    name: 'a theme that is not there',
    codes: ['option-wrong:THEME'],
    mend: 'THEME=standard',
    seed: env({ THEME: '/nowhere/theme.yaml' }),
  },
  {
    name: 'an empty allow-list',
    codes: ['allowlist-empty'],
    mend: /SENDING_ALLOWLIST='\*'/,
    seed: env({ SENDING_ALLOWLIST: '' }),
  },
  {
    name: 'a key of an example',
    codes: ['public-url-of-another-installation', 'secret-guessable:SECRET_KEY'],
    mend: /openssl rand -base64 48|SECRET_KEY of this process/,
    seed: env({ SECRET_KEY: 'change-me-change-me-change-me-change-me' }),
  },
  {
    name: 'a key that is too short',
    codes: ['secret-short:SECRET_KEY'],
    mend: /openssl rand -base64 48/,
    seed: env({ SECRET_KEY: 'short-but-typed' }),
  },
  {
    name: 'one key twice',
    codes: ['secrets-equal:SECRET_KEY'],
    mend: /openssl rand -base64 48/,
    seed: () => ({ SECRET_KEYS: good.env.SECRET_KEY }),
  },
  {
    name: 'no public address',
    codes: ['public-url-none', 'subscription-none'],
    mend: /^PUBLIC_URL=https:|^aws sns subscribe/,
    seed: env({ PUBLIC_URL: undefined }),
  },
  {
    name: 'a public address without TLS',
    codes: ['public-url-not-https', 'public-url-unreached', 'subscription-none'],
    mend: /PUBLIC_URL=https:\/\/bulletin|quarterly web|aws sns subscribe/,
    seed: () => ({ PUBLIC_URL: good.publicUrl.replace('https:', 'http:') }),
  },
  {
    name: 'a web that is not there',
    codes: ['public-url-unreached', 'subscription-none'],
    mend: /curl -sSI https:|aws sns subscribe/,
    seed: env({ PUBLIC_URL: 'https://bulletin.example.org:1' }),
  },
  {
    name: 'another server at the public address',
    codes: ['public-url-elsewhere'],
    mend: 'proxy_pass http://127.0.0.1:3000;',
    seed: habit({ answers: () => ({ status: 200, body: 'Welcome to nginx!' }) }),
  },
  {
    name: 'a public address that redirects',
    codes: ['public-url-redirects'],
    mend: 'PUBLIC_URL=https://www.example.org',
    seed: habit({
      answers: (_, path) => ({ status: 301, headers: { location: `https://www.example.org${path}` } }),
    }),
  },
  {
    name: 'a firewall that refuses the one-click button',
    codes: ['one-click-refused'],
    mend: /Let POST to \/unsubscribe\/ through/,
    seed: habit({ answers: (method) => (method === 'POST' ? { status: 403 } : undefined) }),
  },
  {
    name: 'a proxy that says not who asks',
    codes: ['proxy-says-not-who'],
    mend: /proxy_set_header X-Forwarded-For/,
    seed: habit({ adds: { 'x-forwarded-proto': 'https' } }),
  },
  {
    name: 'a proxy that is not counted',
    codes: ['proxy-not-counted'],
    mend: 'TRUST_PROXY=1',
    seed: env({ TRUST_PROXY: '0' }),
  },
  {
    name: 'a proxy that says no scheme',
    codes: ['proxy-says-no-scheme'],
    mend: /proxy_set_header X-Forwarded-Proto \$scheme;/,
    seed: habit({ adds: { 'x-forwarded-for': '203.0.113.7' } }),
  },
  {
    name: 'a proxy that speaks HTTP behind another',
    codes: ['proxy-says-http'],
    mend: /proxy_set_header X-Forwarded-Proto \$scheme;/,
    seed: habit({ adds: { 'x-forwarded-for': '203.0.113.7', 'x-forwarded-proto': 'http' } }),
  },
  {
    name: 'a proxy that takes HSTS away',
    codes: ['hsts-none'],
    mend: /max-age=31536000/,
    seed: habit({ hides: ['strict-transport-security'] }),
  },
  {
    name: 'a certificate that has ended',
    codes: ['certificate-ended'],
    mend: /certbot/,
    seed: async () =>
      void (await ca({ host: 'bulletin.example.org', from: new Date(Date.now() - 2 * YEAR_MS), years: 1 })),
  },
  {
    name: 'a certificate that ends soon',
    codes: ['certificate-ends'],
    mend: /certbot renew --cert-name bulletin\.example\.org/,
    seed: ahead(YEAR_MS - 10 * 86_400_000),
  },
  {
    name: 'a certificate that nobody vouches for',
    codes: ['certificate-not-trusted'],
    mend: /fullchain\.pem/,
    seed: async () => void (await ca({ host: 'bulletin.example.org', from: new Date(), years: 1 })),
  },
  {
    name: 'no SPF for a MAIL FROM domain',
    codes: ['mail-from-spf'],
    mend: `TXT ${BOUNCE} "v=spf1 include:amazonses.com ~all"`,
    seed: () =>
      void records(BOUNCE, {
        type: 'MX',
        priority: 10,
        exchange: `feedback-smtp.${REGION}.amazonses.com`,
      }),
  },
  {
    name: 'no MX for a MAIL FROM domain',
    codes: ['mail-from-mx'],
    mend: `MX ${BOUNCE} "10 feedback-smtp.${REGION}.amazonses.com"`,
    seed: dns(BOUNCE, ...txt('v=spf1 include:amazonses.com ~all')),
  },
  {
    name: 'an MX of another region',
    codes: ['mail-from-mx'],
    mend: `MX ${BOUNCE} "10 feedback-smtp.${REGION}.amazonses.com"`,
    seed: dns(
      BOUNCE,
      { type: 'MX', priority: 10, exchange: 'feedback-smtp.us-east-1.amazonses.com' },
      ...txt('v=spf1 include:amazonses.com ~all'),
    ),
  },
  {
    name: 'two SPF records',
    codes: ['spf-several'],
    mend: `Keep one: TXT ${DOMAIN} "v=spf1 include:a.example.org include:b.example.org ~all"`,
    seed: dns(DOMAIN, ...txt('v=spf1 include:a.example.org -all', 'v=spf1 include:b.example.org ~all')),
  },
  {
    name: 'an SPF record that lets everybody',
    codes: ['spf-lets-everybody'],
    mend: `TXT ${DOMAIN} "v=spf1 a ~all"`,
    seed: dns(DOMAIN, ...txt('v=spf1 a +all')),
  },
  {
    name: 'no DMARC',
    codes: ['dmarc-none'],
    mend: `TXT _dmarc.${DOMAIN} "v=DMARC1; p=none; rua=mailto:dmarc@${DOMAIN}"`,
    seed: dns(`_dmarc.${DOMAIN}`),
  },
  {
    name: 'a DMARC record without policy',
    codes: ['dmarc-unreadable'],
    mend: `TXT _dmarc.${DOMAIN} "v=DMARC1; p=none"`,
    seed: dns(`_dmarc.${DOMAIN}`, ...txt('v=DMARC1; rua=mailto:dmarc@example.org')),
  },
  {
    name: 'two DMARC records',
    codes: ['dmarc-several'],
    mend: /^Keep one: TXT _dmarc/,
    seed: dns(`_dmarc.${DOMAIN}`, ...txt('v=DMARC1; p=none', 'v=DMARC1; p=reject')),
  },
  {
    name: 'a DKIM record that is gone',
    codes: [`dkim-record:${DKIM}`],
    mend: `CNAME ${DKIM} "${token}.dkim.amazonses.com"`,
    seed: dns(DKIM),
  },
  {
    name: 'a DKIM record that leads elsewhere',
    codes: [`dkim-record:${DKIM}`],
    mend: `CNAME ${DKIM} "${token}.dkim.amazonses.com"`,
    seed: dns(DKIM, { type: 'CNAME', to: 'elsewhere.example.net' }),
  },
  {
    name: 'a name server that is silent',
    codes: ['name-server-silent'],
    mend: /DNS_SERVERS=/,
    seed: () => void good.names.mute(true),
  },
  {
    name: 'the sandbox',
    codes: ['ses-sandbox'],
    mend: /aws sesv2 put-account-details --production-access-enabled/,
    seed: account({ production: false }),
  },
  {
    name: 'sending paused',
    codes: ['ses-paused'],
    mend: /aws sesv2 put-account-sending-attributes --sending-enabled/,
    seed: account({ sendingEnabled: false }),
  },
  {
    name: 'an account under review',
    codes: ['ses-under-review'],
    mend: /Support Center/,
    seed: account({ enforcement: 'PROBATION' }),
  },
  {
    name: 'an account that was shut down',
    codes: ['ses-shut-down'],
    mend: /Support Center/,
    seed: account({ enforcement: 'SHUTDOWN' }),
  },
  {
    name: 'a suppression list that leaves complaints out',
    codes: ['ses-suppression-off'],
    mend: /put-account-suppression-attributes --suppressed-reasons BOUNCE COMPLAINT/,
    seed: account({ suppressed: ['BOUNCE'] }),
  },
  {
    name: 'a quota smaller than the audience',
    codes: ['ses-quota-day'],
    mend: /request-service-quota-increase --service-code ses .*--desired-value 1000\b/,
    async seed() {
      await changed(
        `INSERT INTO subscribers (email, email_key, state, all_sections, format, created_at, updated_at)
         SELECT 'r' || n || '@example.org', 'r' || n || '@example.org', 'active', true, 'html', now(), now() FROM generate_series(1, 3) n`,
        'DELETE FROM subscribers',
      );
      good.ses.setQuota({ max24HourSend: 2 });
      return undefined;
    },
  },
  {
    name: 'an identity that is not verified',
    codes: ['identity-unverified'],
    mend: /get-email-identity --email-identity example\.org/,
    seed: account({ identity: { verified: false } }),
  },
  {
    name: 'a sender that SES does not know',
    codes: ['identity-missing'],
    mend: `aws sesv2 create-email-identity --email-identity other.example --region ${REGION}`,
    async seed() {
      const other = 'other.example';
      records(other, ...txt('v=spf1 include:amazonses.com ~all'));
      records(`_dmarc.${other}`, ...txt('v=DMARC1; p=none'));
      good.ses.setIdentities([DOMAIN]);
      undo.push(() => good.ses.setIdentities(undefined));
      return { MAIL_FROM: 'bulletin@other.example' };
    },
  },
  {
    name: 'DKIM that SES cannot see',
    codes: ['dkim-not-verified'],
    mend: /put-email-identity-dkim-signing-attributes/,
    seed: account({ identity: { dkim: 'FAILED' } }),
  },
  {
    name: 'DKIM that is off',
    codes: ['dkim-off'],
    mend: /put-email-identity-dkim-attributes .*--signing-enabled/,
    seed: account({ identity: { signing: false } }),
  },
  {
    name: 'no custom MAIL FROM domain',
    codes: ['mail-from-none', 'spf-without-ses'],
    mend: /--mail-from-domain bounce\.example\.org|v=spf1 include:amazonses\.com include:_spf/,
    seed: account({ identity: { mailFrom: '' } }),
  },
  {
    name: 'a MAIL FROM domain that SES cannot see',
    codes: ['mail-from-not-verified'],
    mend: /^MX bounce\.example\.org/,
    seed: account({ identity: { mailFromStatus: 'FAILED' } }),
  },
  {
    name: 'no configuration set named',
    codes: ['configuration-set-none'],
    mend: /^SES_CONFIGURATION_SET=/,
    seed: env({ SES_CONFIGURATION_SET: undefined }),
  },
  {
    name: 'a configuration set that is paused',
    codes: ['configuration-set-paused'],
    mend: /put-configuration-set-sending-options --configuration-set-name quarterly --sending-enabled/,
    seed: account({ set: { sendingEnabled: false } }),
  },
  {
    name: 'a configuration set without suppression',
    codes: ['configuration-set-suppression-off'],
    mend: /put-configuration-set-suppression-options/,
    seed: account({ set: { suppressed: [] } }),
  },
  {
    name: 'no event destination',
    codes: ['events-nowhere'],
    mend: /create-configuration-set-event-destination .*"TopicArn":"arn:aws:sns:/,
    seed: account({ destinations: [] }),
  },
  {
    name: 'an event destination that is off',
    codes: ['events-off'],
    mend: /update-configuration-set-event-destination .*"Enabled":true/,
    seed: destination({ enabled: false }),
  },
  {
    name: 'an event destination without complaints',
    codes: ['events-lacking'],
    mend: /"MatchingEventTypes":\[[^\]]*"COMPLAINT"/,
    seed: destination({ types: ['SEND', 'DELIVERY', 'BOUNCE', 'REJECT'] }),
  },
  {
    name: 'events that track readers',
    codes: ['events-track-readers'],
    mend: /"MatchingEventTypes":\["SEND","DELIVERY","BOUNCE","COMPLAINT","REJECT"\]/,
    seed: destination({ types: ['SEND', 'DELIVERY', 'BOUNCE', 'COMPLAINT', 'REJECT', 'OPEN'] }),
  },
  {
    name: 'no topic allowed',
    codes: ['events-nowhere', 'topics-none'],
    mend: /^SNS_TOPIC_ARNS=|create-configuration-set-event-destination/,
    seed: env({ SNS_TOPIC_ARNS: '' }),
  },
  {
    name: 'a subscription of nobody here',
    codes: ['subscription-none'],
    mend: /^aws sns subscribe --topic-arn \S+ --protocol https --notification-endpoint https:\S+\/hooks\/ses /,
    seed: account({ subscriptions: [{ endpoint: 'https://old.example.org/hooks/ses', confirmed: true }] }),
  },
  {
    name: 'a subscription that waits for its confirmation',
    codes: ['subscription-unconfirmed'],
    mend: /subscribe once more.*aws sns subscribe/,
    seed: () =>
      void good.ses.setAccount({
        subscriptions: [{ endpoint: `${good.publicUrl}/hooks/ses`, confirmed: false }],
      }),
  },
  {
    name: 'SES that cannot be reached',
    codes: ['ses-unreachable'],
    mend: new RegExp(`curl -sS https://email\\.${REGION}\\.amazonaws\\.com`),
    seed: env({ SES_ENDPOINT: 'http://127.0.0.1:1' }),
  },
  {
    name: 'a policy that forbids looking',
    codes: ['ses-forbidden'],
    mend: /"Action":\["ses:GetAccount","ses:GetEmailIdentity","ses:GetConfigurationSet","ses:GetConfigurationSetEventDestinations","sns:ListSubscriptionsByTopic"\]/,
    seed: () =>
      forbidden(
        'GetAccount',
        'GetEmailIdentity',
        'GetConfigurationSet',
        'GetConfigurationSetEventDestinations',
        'ListSubscriptionsByTopic',
      ),
  },
  {
    name: 'a policy that forbids one look',
    codes: ['ses-forbidden'],
    mend: /"Action":\["ses:GetAccount"\]/,
    seed: () => forbidden('GetAccount'),
  },
  {
    name: 'SES that never answers',
    codes: ['ses-unreachable'],
    mend: /curl -sS/,
    seed: () => void good.ses.setFaults([{ kind: 'hang', action: '*' }]),
  },
];

test.each(faults)('found, with its mend: $name', async ({ codes, mend, seed }) => {
  const { findings } = await good.look((await seed()) ?? {});
  const important = findings.filter(({ code }) => !followsFromAbove(code, codes));
  expect(important.map(({ code }) => code).sort()).toEqual([...codes].sort());
  for (const finding of important) {
    expect(finding.what.length).toBeGreaterThan(10);
    expect(finding.why.length).toBeGreaterThan(10);
  }
  const mends = important.map((finding) => finding.mend);
  expect(mends.some((text) => (typeof mend === 'string' ? text.includes(mend) : mend.test(text)))).toBe(true);
});

/** A clock that is wrong is seen twice, by the certificate too; a database in another encoding is no part of these. */
const followsFromAbove = (code: string, codes: readonly string[]) =>
  code === 'clocks-differ' && codes.includes('certificate-ends');

test('an encoding that is not UTF-8', async () => {
  const other = await emptyDatabase();
  await sql
    .raw(
      `CREATE DATABASE ${new URL(other.url).pathname.slice(1)}_ascii TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C' LOCALE_PROVIDER libc`,
    )
    .execute(good.database.db);
  const url = `${other.url}_ascii`;
  const { findings } = await good.look({ DATABASE_URL: url });
  expect(findings.map(({ code }) => code)).toEqual(['database-encoding']);
  expect(findings[0]?.mend).toContain("ENCODING 'UTF8' TEMPLATE template0");
  await sql.raw(`DROP DATABASE ${new URL(url).pathname.slice(1)} WITH (FORCE)`).execute(good.database.db);
});

test('database, Redis, SES and name server all down: each is said, and the rest is looked at', async () => {
  good.names.mute(true);
  const { findings, looks } = await good.look({
    DATABASE_URL: 'postgres://quarterly:long-enough-password@127.0.0.1:1/quarterly',
    REDIS_URL: 'redis://127.0.0.1:1',
    SES_ENDPOINT: 'http://127.0.0.1:1',
  });
  const codes = findings.map(({ code }) => code);
  expect(codes).toEqual(
    expect.arrayContaining(['database-unreachable', 'redis-unreachable', 'ses-unreachable']),
  );
  expect(looks.find(({ name }) => name === 'public address')?.state).toBe('looked');
  expect(looks.find(({ name }) => name === 'disk')?.findings).toEqual([]);
});

test('the pace of the next edition is said', async () => {
  const { looks } = await good.look();
  const notes = looks.flatMap((look) => look.notes).join('\n');
  expect(notes).toMatch(/At 14 a second the next edition to 0 readers takes less than a minute/);
  expect(notes).toMatch(/no proof that it answers from outside/);
});

test('the one-click button of a copy unsubscribes nobody', async () => {
  await good.look();
  const { rows } = await sql<{ many: number }>`SELECT count(*)::int AS many FROM consents`.execute(
    good.database.db,
  );
  expect(rows).toEqual([{ many: 0 }]);
});
