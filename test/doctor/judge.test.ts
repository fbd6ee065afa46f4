import { expect, test } from 'vitest';
import {
  type DatabaseFacts,
  judgeDatabase,
  judgeFolder,
  judgeHolidays,
  judgeOptions,
  judgeRedis,
  judgeSecrets,
  judgeTestMail,
  lasting,
  type RedisFacts,
} from '../../src/doctor/index.ts';

const database: DatabaseFacts = {
  versionNumber: 170_000,
  version: '17.0',
  database: 'quarterly',
  role: 'quarterly',
  encoding: 'UTF8',
  readOnly: false,
  mayCreateInDatabase: true,
  mayCreateInPublic: true,
  closedTables: [],
  foreignTables: [],
  migrations: ['0001'],
  clockDifferenceMs: 0,
  connections: { used: 5, most: 100 },
};
const redis: RedisFacts = {
  version: '7.2.4',
  policy: 'noeviction',
  role: 'master',
  appendOnly: true,
  snapshots: '',
  lastWriteFailed: false,
  usedMemory: 1,
  maxMemory: 0,
};
const GIB = 2 ** 30;
const folder = {
  env: 'DATA_DIR',
  path: '/srv/data',
  state: 'there',
  free: 50 * GIB,
  size: 100 * GIB,
} as const;
const codes = (findings: readonly { code: string }[]) => findings.map(({ code }) => code);

test('what is well is no finding', () => {
  expect(judgeDatabase(database, ['0001'])).toEqual([]);
  expect(judgeRedis(redis)).toEqual([]);
  expect(judgeFolder(folder)).toEqual([]);
});

test.each([
  [{ versionNumber: 140_012, version: '14.12' }, 'database-too-old', 'quarterly restore FILE'],
  [{ connections: { used: 95, most: 100 } }, 'database-connections-few', 'max_connections = 200'],
])('a database %o is %s', (over, code, mend) => {
  const [finding, ...more] = judgeDatabase({ ...database, ...over }, ['0001']);
  expect(finding?.code).toBe(code);
  expect(finding?.mend).toContain(mend);
  expect(more).toEqual([]);
});

test.each([
  [{ version: '5.0.7' }, 'redis-too-old', 'Redis 7'],
  [{ version: '6.0.16' }, 'redis-too-old', 'Redis 7'],
  [{ lastWriteFailed: true }, 'redis-cannot-save', 'BGREWRITEAOF'],
])('a Redis %o is %s', (over, code, mend) => {
  const [finding, ...more] = judgeRedis({ ...redis, ...over });
  expect(finding?.code).toBe(code);
  expect(finding?.mend).toContain(mend);
  expect(more).toEqual([]);
});

test('a hosted Redis that lets nobody ask CONFIG is taken to save', () => {
  expect(judgeRedis({ ...redis, appendOnly: false, snapshots: undefined })).toEqual([]);
});

test.each([
  [{ free: 0.2 * GIB }, 'disk-full:DATA_DIR'],
  [{ free: 1.5 * GIB, size: 20 * GIB }, 'disk-almost-full:DATA_DIR'],
  [{ free: 4 * GIB }, 'disk-almost-full:DATA_DIR'],
  [{ state: 'not writable' as const }, 'folder-not-writable:DATA_DIR'],
])('a folder %o is %s', (over, code) => {
  expect(codes(judgeFolder({ ...folder, ...over }))).toEqual([code]);
});

test('a large disk that is nearly full has room all the same', () => {
  expect(judgeFolder({ ...folder, free: 100 * GIB, size: 10_000 * GIB })).toEqual([]);
});

const known = [
  'SENDING_ALLOWLIST',
  'PORT',
  'HOST',
  'PUBLIC_URL',
  'AWS_REGION',
  'SECRET_KEY',
  'SECRET_KEYS',
].map((name) => ({ env: name, default: '' }));
test.each([
  ['PUBLIC_URI', 'PUBLIC_URL'],
  ['PUBLICURL', 'PUBLIC_URL'],
  ['QUARTERLY_PUBLIC_URL', 'PUBLIC_URL'],
  ['AWS_REGON', 'AWS_REGION'],
  ['SENDING_ALLOW_LIST', 'SENDING_ALLOWLIST'],
  ['SERCET_KEY', 'SECRET_KEY'],
  ['Port', 'PORT'],
])('%s is %s misspelt', (name, meant) => {
  const [finding] = judgeOptions({ [name]: 'x' }, { known, refused: [] });
  expect(finding?.mend).toBe(`Write ${meant} in place of ${name}.`);
});

test.each([
  'PATH',
  'HOSTNAME',
  'NODE_ENV',
  'PGHOST',
  'AWS_PROFILE',
  'AWS_ACCESS_KEY_ID',
  'POST',
  'SSH_TTY',
  'TZ',
])('%s is another’s', (name) => {
  expect(judgeOptions({ [name]: 'x' }, { known, refused: [] })).toEqual([]);
});

const strong = 'Zk3vN8qLr5TyWx2HbJm7PdCs4GfVa9Ue';
test.each([
  ['aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'secret-guessable:SECRET_KEY'],
  ['quarterly-secret-key-quarterly-secret', 'secret-guessable:SECRET_KEY'],
  ['too short', 'secret-short:SECRET_KEY'],
])('the key %s is found, and never said', (value, code) => {
  const findings = judgeSecrets({
    signing: [{ env: 'SECRET_KEY', value }],
    others: [],
    databaseUrl: undefined,
  });
  expect(codes(findings)).toEqual([code]);
  expect(JSON.stringify(findings)).not.toContain(value);
});

test.each([
  ['postgres://quarterly:quarterly@db.example.org/q', ['database-password-weak']],
  ['postgres://quarterly:@db.example.org/q', ['database-password-weak']],
  ['postgres://quarterly:0123456789abcdef0123@db.example.org/q', []],
  ['postgres://quarterly:quarterly@127.0.0.1/q', []],
])('the password in %s', (databaseUrl, expected) => {
  const signing = [{ env: 'SECRET_KEY', value: strong }];
  expect(codes(judgeSecrets({ signing, others: [], databaseUrl }))).toEqual(expected);
});

test('secrets that are one and the same', () => {
  const others = [{ env: 'METRICS_TOKEN', value: strong }];
  const findings = judgeSecrets({
    signing: [{ env: 'SECRET_KEY', value: strong }],
    others,
    databaseUrl: undefined,
  });
  expect(codes(findings)).toEqual(['secrets-equal:METRICS_TOKEN']);
});

test.each([
  [12_000, '3 h 20 min'],
  [240, '4 min'],
  [10, 'less than a minute'],
])('%i seconds last %s', (seconds, words) => {
  expect(lasting(seconds)).toBe(words);
});

const trip = {
  types: ['Send', 'Delivery'],
  unsubscribe: 'https://bulletin.example.org/unsubscribe/t',
  headers: {
    'list-unsubscribe': '<https://bulletin.example.org/unsubscribe/t>',
    'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
  },
  clicked: { status: 200, nobody: true },
  waited: 60,
};
test.each([
  [{}, []],
  [{ headers: { 'list-unsubscribe': '<https://other.example/x>' } }, ['test-headers-changed']],
  [{ clicked: { status: 302, nobody: false } }, ['test-button-refused']],
  [{ clicked: { error: 'connect ECONNREFUSED' } }, ['test-button-refused']],
])('a round trip with %o', (over, expected) => {
  expect(codes(judgeTestMail({ ...trip, ...over }))).toEqual(expected);
});

test.each([
  ['2027-12-28', []],
  ['2026-12-28', ['bank-holidays-end']],
  [undefined, ['bank-holidays-end']],
])('bank holidays that are known up to %s', (last, expected) => {
  const findings = judgeHolidays('scotland', last, new Date('2026-11-27T09:00:00Z'));
  expect(codes(findings)).toEqual(expected);
  for (const { mend } of findings)
    expect(mend).toMatch(/^quarterly calendar holidays --of scotland --add 202[67]-12-25/);
});
