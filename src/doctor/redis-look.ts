import { type DoctorFinding, doubtful, found, wrong } from './finding.ts';

/** What Redis says of itself (INFO, and CONFIG GET where it is allowed). */
export type RedisFacts = {
  version: string;
  policy: string;
  role: string;
  appendOnly: boolean;
  /** The `save` lines; undefined where CONFIG may not be asked, as at hosted ones. */
  snapshots: string | undefined;
  lastWriteFailed: boolean;
  usedMemory: number;
  maxMemory: number;
};

/** BullMQ warns below this version and relies on its commands. */
const OLDEST: readonly [number, number] = [6, 2];

export function judgeRedis(facts: RedisFacts): DoctorFinding[] {
  const [major = 0, minor = 0] = facts.version.split('.').map(Number);
  const old = major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
  const full = facts.maxMemory > 0 && facts.usedMemory > facts.maxMemory * 0.8;
  return found(
    [
      old,
      () =>
        wrong('redis-too-old', {
          what: `Redis is version ${facts.version}.`,
          why: 'The queue (BullMQ) needs 6.2 or newer.',
          mend: 'Install Redis 7 or newer; it reads the old one’s files. With the compose file: `docker compose pull redis && docker compose up -d redis`.',
        }),
    ],
    [
      facts.policy !== 'noeviction',
      () =>
        wrong('redis-evicts', {
          what: `Redis has maxmemory-policy ${facts.policy}.`,
          why: 'When its memory is full it throws jobs of the queue away.',
          mend: 'redis-cli CONFIG SET maxmemory-policy noeviction   and `maxmemory-policy noeviction` in redis.conf',
        }),
    ],
    [facts.appendOnly === false && forgets(facts.snapshots), () => forgetful()],
    [
      facts.lastWriteFailed,
      () =>
        wrong('redis-cannot-save', {
          what: 'Redis could not write its file the last time that it tried.',
          why: 'It refuses what is put into the queue until it can (stop-writes-on-bgsave-error).',
          mend: '`redis-cli INFO persistence` names the time, its log the reason; free room on its disk, then `redis-cli BGREWRITEAOF`.',
        }),
    ],
    [
      facts.role !== 'master',
      () =>
        wrong('redis-replica', {
          what: 'REDIS_URL names a replica, which takes nothing that is written.',
          why: 'No job can be put into the queue.',
          mend: 'REDIS_URL set to the address of its master: `redis-cli INFO replication` names it as master_host and master_port',
        }),
    ],
    [
      full,
      () =>
        doubtful('redis-almost-full', {
          what: `Redis uses ${megabytes(facts.usedMemory)} of its ${megabytes(facts.maxMemory)}.`,
          why: 'When it is full the queue takes nothing; the sweeper still finds the work, more slowly.',
          mend: `redis-cli CONFIG SET maxmemory ${facts.maxMemory * 2}   and the same in redis.conf`,
        }),
    ],
  );
}

/** Where it may not be asked, a hosted Redis is taken to save. */
const forgets = (snapshots: string | undefined) => snapshots !== undefined && snapshots.trim() === '';
const megabytes = (octets: number) => `${Math.round(octets / 1_000_000)} MB`;

const forgetful = () =>
  doubtful('redis-forgets', {
    what: 'Redis keeps nothing on disk: neither appendonly nor save is on.',
    why: 'After its restart every job is gone; the sweeper finds the work again from the database, but retries and delays begin anew.',
    mend: 'redis-cli CONFIG SET appendonly yes   and `appendonly yes` in redis.conf',
  });

/** A Redis that does not answer, or refuses. */
export function judgeRedisUnreachable(message: string, address: string): DoctorFinding {
  const { hostname, port } = new URL(address);
  const place = `${hostname}:${port || '6379'}`;
  const refused = /NOAUTH|WRONGPASS|invalid password|NOPERM/i.test(message);
  return wrong('redis-unreachable', {
    what: `Redis at ${place} ${refused ? 'refuses us' : 'does not answer'}: ${message}.`,
    why: 'Nothing wakes the workers: notices and editions wait until it is back. Nothing is lost, as the work stands in the database.',
    mend: refused
      ? `REDIS_URL=redis://default:PASSWORD@${place} with the password of \`requirepass\` in redis.conf`
      : `\`docker compose up -d redis\` or \`systemctl start redis\`; \`redis-cli -h ${hostname} -p ${port || '6379'} PING\` must answer PONG from here.`,
  });
}
