import type { DatabaseFacts } from './database.store.ts';
import { type DoctorFinding, doubtful, found, wrong } from './finding.ts';

/** Kept as a number of PostgreSQL's own kind: 150000 is 15.0. */
const OLDEST = 150_000;
/** From here on a slot of the cadence waits for a person (src/compose/recurrence.ts). */
const CLOCKS_APART_MS = 5 * 60_000;
const CLOCKS_DIFFER_MS = 5_000;
const FEW_CONNECTIONS = 10;

const quoted = (name: string) => (/^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name}"`);
const some = (names: readonly string[]) =>
  names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');

/** What is wrong with a database that answers. `known`: the migrations of this program. */
export function judgeDatabase(facts: DatabaseFacts, known: readonly string[]): DoctorFinding[] {
  return [...itself(facts), ...rights(facts), ...migrations(facts, known), ...clocks(facts), ...room(facts)];
}

function itself({
  versionNumber,
  version,
  encoding,
  database,
  role,
  readOnly,
}: DatabaseFacts): DoctorFinding[] {
  return found(
    [
      versionNumber < OLDEST,
      () =>
        wrong('database-too-old', {
          what: `The database is PostgreSQL ${version}.`,
          why: 'Quarterly speaks the SQL of PostgreSQL 15 and newer.',
          mend: 'Move to PostgreSQL 15 or newer: `quarterly backup FILE`, then `quarterly restore FILE` with DATABASE_URL set to the new one.',
        }),
    ],
    [
      encoding !== 'UTF8',
      () =>
        wrong('database-encoding', {
          what: `The database ${database} is encoded in ${encoding}.`,
          why: 'Names and articles hold every kind of letter; sorting and searching them go wrong, or fail.',
          mend: `CREATE DATABASE ${quoted(`${database}_utf8`)} OWNER ${quoted(role)} ENCODING 'UTF8' TEMPLATE template0; then \`quarterly backup FILE\`, DATABASE_URL set to it, and \`quarterly restore FILE\``,
        }),
    ],
    [
      readOnly,
      () =>
        wrong('database-read-only', {
          what: `The database ${database} takes nothing that is written.`,
          why: 'No reader can join, leave or be sent to.',
          mend: `ALTER DATABASE ${quoted(database)} SET default_transaction_read_only = off; or, where it is a standby, DATABASE_URL set to the primary`,
        }),
    ],
  );
}

function rights(facts: DatabaseFacts): DoctorFinding[] {
  const { database, role, closedTables, foreignTables } = facts;
  const [db, who] = [quoted(database), quoted(role)];
  return found(
    [
      !facts.mayCreateInPublic,
      () =>
        wrong('database-may-not-create', {
          what: `The role ${role} may make no table in the schema public of ${database}.`,
          why: 'An upgrade cannot bring the database up to date, and then no process starts.',
          mend: `GRANT USAGE, CREATE ON SCHEMA public TO ${who};`,
        }),
    ],
    [
      !facts.mayCreateInDatabase,
      () =>
        wrong('database-may-not-create-schema', {
          what: `The role ${role} may make no schema in ${database}.`,
          why: 'The queue keeps its tables in the schema bullmq while REDIS_URL is not set.',
          mend: `GRANT CREATE ON DATABASE ${db} TO ${who};`,
        }),
    ],
    [
      closedTables.length > 0,
      () =>
        wrong('database-tables-closed', {
          what: `The role ${role} may not read and write ${some(closedTables)}.`,
          why: 'What stands there can be neither used nor changed.',
          mend: `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${who}; GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${who};`,
        }),
    ],
    [
      foreignTables.length > 0,
      () =>
        doubtful('database-tables-of-another', {
          what: `${some(foreignTables)} belong to another role than ${role}.`,
          why: 'Only its owner may change a table: the next upgrade will fail.',
          mend: `REASSIGN OWNED BY (the role that owns them) TO ${who};`,
        }),
    ],
  );
}

function migrations({ migrations: applied }: DatabaseFacts, known: readonly string[]): DoctorFinding[] {
  const behind = known.filter((name) => !applied.includes(name));
  const newest = applied.filter((name) => !known.includes(name)).at(-1);
  return found(
    [
      newest !== undefined,
      () =>
        wrong('migrations-ahead', {
          what: `The database is newer than this program: it has ${newest}.`,
          why: 'An older program knows neither the newer tables nor what their rows mean, and refuses to start.',
          mend: 'Start the version that brought it up to date, or `quarterly restore FILE` a backup from before.',
        }),
    ],
    [
      newest === undefined && behind.length > 0 && applied.length > 0,
      () =>
        doubtful('migrations-behind', {
          what: `The database lacks ${behind.length} of this program's ${known.length} migrations, from ${behind[0]} on.`,
          why: 'The next process that starts applies them; `quarterly migrate --plan` says who waits for that, and how long.',
          mend: 'quarterly migrate',
        }),
    ],
  );
}

function clocks({ clockDifferenceMs }: DatabaseFacts): DoctorFinding[] {
  const apart = Math.abs(clockDifferenceMs);
  const said = {
    what: `The clock of this machine is ${Math.round(apart / 1_000)} s ${clockDifferenceMs > 0 ? 'ahead of' : 'behind'} the database's.`,
    why:
      apart >= CLOCKS_APART_MS
        ? 'One of the two is wrong and nobody knows which: the next slot of the cadence waits for a person.'
        : 'The database’s counts; SES refuses calls that are signed five minutes off.',
    mend: 'timedatectl set-ntp true   (on the machine whose `date -u` is wrong)',
  };
  return found(
    [apart >= CLOCKS_APART_MS, () => wrong('clocks-differ', said)],
    [apart < CLOCKS_APART_MS && apart >= CLOCKS_DIFFER_MS, () => doubtful('clocks-differ', said)],
  );
}

const room = ({ connections: { used, most } }: DatabaseFacts): DoctorFinding[] =>
  found([
    most - used < FEW_CONNECTIONS,
    () =>
      doubtful('database-connections-few', {
        what: `${used} of the ${most} connections that the database takes are in use.`,
        why: 'A web or worker that gets none cannot start, and reader’s pages fail.',
        mend: `ALTER SYSTEM SET max_connections = ${Math.max(200, most * 2)}; and restart PostgreSQL`,
      }),
  ]);

/** A database that does not answer, by what PostgreSQL or the system said. Source: PostgreSQL, "Error Codes"; Node.js. */
export function judgeUnreachable(error: unknown, address: string | undefined): DoctorFinding {
  const { code, message } = error as { code?: string; message?: string };
  const { host, database, role, port } = placeOf(address);
  const mends: Record<string, string> = {
    ECONNREFUSED: `Start PostgreSQL there (\`systemctl start postgresql\`, or \`docker compose up -d postgres\`); \`pg_isready -h ${host} -p ${port}\` says when it answers.`,
    ENOTFOUND: `No machine is named ${host}: correct the host in DATABASE_URL.`,
    EAI_AGAIN: `The name server does not answer for ${host}: correct the host in DATABASE_URL, or /etc/resolv.conf.`,
    '28P01': `ALTER ROLE ${quoted(role)} PASSWORD '…'; with the password that stands in DATABASE_URL`,
    '28000': `CREATE ROLE ${quoted(role)} LOGIN PASSWORD '…'; and a line for it in pg_hba.conf`,
    '3D000': `CREATE DATABASE ${quoted(database)} OWNER ${quoted(role)} ENCODING 'UTF8' TEMPLATE template0;`,
    '42501': `GRANT CONNECT ON DATABASE ${quoted(database)} TO ${quoted(role)};`,
    '53300': 'ALTER SYSTEM SET max_connections = 200; and restart PostgreSQL',
    '57P03': 'Wait until PostgreSQL has started; its log says how far it is.',
  };
  return wrong('database-unreachable', {
    what: `The database ${address === undefined ? 'in DATA_DIR' : `at ${host}:${port}`} does not answer: ${message || code}.`,
    why: 'Everything stands there: no page opens, nobody can leave, nothing is sent.',
    mend:
      mends[code ?? ''] ??
      (address === undefined
        ? 'Read `server.log` beside the cluster in DATA_DIR, mend what it names, and start again.'
        : `\`pg_isready -h ${host} -p ${port}\` must say "accepting connections" from here; else open port ${port} in the firewall, or correct DATABASE_URL.`),
  });
}

/** Before the first start there is nothing to look at. */
export const noDatabaseYet = (folder: string): DoctorFinding =>
  doubtful('database-none', {
    what: `There is no database yet: DATABASE_URL is not set, and ${folder} does not exist.`,
    why: 'Nothing of the bulletin is there.',
    mend: 'quarterly up',
  });

function placeOf(address = 'postgres://localhost/quarterly') {
  const { hostname, port, pathname, username } = new URL(address);
  return {
    host: hostname || 'localhost',
    port: port || '5432',
    database: decodeURIComponent(pathname.slice(1)) || 'quarterly',
    role: decodeURIComponent(username) || 'quarterly',
  };
}
