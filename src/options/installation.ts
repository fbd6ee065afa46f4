import { address, commaList, languages, option, optional, siteAddress, text, whole } from './schemas.ts';

/** What an installation stands on: its stores, its address, its keys. */
export const installation = {
  databaseUrl: optional({
    env: 'DATABASE_URL',
    doc: 'PostgreSQL 15 or newer, as `postgres://user:password@host/database`. Unset: a PostgreSQL from npm is started in `DATA_DIR`, on loopback.',
    schema: address('postgres:', 'postgresql:'),
  }),
  redisUrl: optional({
    env: 'REDIS_URL',
    doc: 'Redis for the queue, as `redis://host:6379`. Unset: the queue lives in PostgreSQL. Redis must run with `maxmemory-policy noeviction`.',
    schema: address('redis:', 'rediss:'),
  }),
  dataDir: option({
    env: 'DATA_DIR',
    doc: 'Folder for the embedded PostgreSQL and the local outbox.',
    schema: text.min(1, 'must name a folder'),
    default: './data',
  }),
  journalDir: optional({
    env: 'JOURNAL_DIR',
    doc: 'Folder for the journal: what a restored database must still know, such as which mails have gone and who has left. Unset: `journal` in `DATA_DIR`. Put it on another disk than the database.',
    schema: text,
  }),
  journalCopyTo: optional({
    env: 'JOURNAL_COPY_TO',
    doc: 'A second folder, on another disk, into which the journal is written at the same time. Unset: none.',
    schema: text,
  }),
  journalDays: option({
    env: 'JOURNAL_DAYS',
    doc: 'Days that a journal is kept after its last line; a backup that is older can no longer be restored without loss.',
    schema: whole(30, 3_650),
    default: '400',
  }),
  port: option({ env: 'PORT', doc: 'Port of the web pages.', schema: whole(0, 65_535), default: '3000' }),
  host: option({
    env: 'HOST',
    doc: 'Address that the web listens on. `0.0.0.0` inside a container.',
    schema: text.min(1, 'must name an address'),
    default: '127.0.0.1',
  }),
  publicUrl: optional({
    env: 'PUBLIC_URL',
    doc: 'Address under which readers reach the web pages, perhaps with a path (`https://council.example.org/bulletin`); every link in mail and feeds starts with it. Unset: `http://localhost:PORT`.',
    schema: siteAddress,
  }),
  bulletinName: option({
    env: 'BULLETIN_NAME',
    doc: 'Name of the bulletin on pages and in mails until its first edition is published; then the title of the latest one stands there.',
    schema: text.max(120, 'must have at most 120 characters'),
    default: 'Quarterly',
  }),
  languages: option({
    env: 'LANGUAGES',
    doc: 'Languages of what readers and contributors see, comma-separated: `en`, `cy` (Welsh; nobody who speaks it has reviewed its words yet). The first is the publication’s own. With more than one, each reader chooses.',
    schema: languages,
    default: 'en',
  }),
  secretKey: optional({
    env: 'SECRET_KEY',
    doc: 'Signs the links in mails; at least 32 characters. Unset: a random one is made at the first start and kept in the database.',
    schema: text.min(32, 'must have at least 32 characters'),
  }),
  secretKeys: option({
    env: 'SECRET_KEYS',
    doc: 'Several signing keys, comma-separated, for rotation: the first signs, all verify. Two steps, each on every process: `OLD,NEW`, then `NEW,OLD`. Keep the old one as long as its mails matter.',
    schema: commaList.refine(
      (keys) => keys.every((key) => key.length >= 32),
      'must hold keys of at least 32 characters each',
    ),
    default: '',
  }),
};
