import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { type Db, inTransaction } from '../core/index.ts';

/** Which installation a mail is of: several may share an SES account and its topic, and all of their deliveries count from 1. */
export type Installation = {
  /** In a tag of each mail: letters, digits, `-` and `_` (SES API reference, "MessageTag"). */
  id: string;
  since: Date;
  /** Ids that it had before `renew`, newest first: their mails may still be reported of. */
  former: readonly string[];
};

const ID = 'installation-id';
const FORMER = 'installation-ids-before';

const newId = () => randomBytes(9).toString('base64url');

/** The id of this database's installation, made at its first use. */
export async function installationOf(db: Db): Promise<Installation> {
  const known = await read(db);
  if (known) return known;
  await db
    .insertInto('settings')
    .values({ key: ID, value: newId(), updated_at: new Date() })
    .onConflict((row) => row.doNothing())
    .execute();
  return (await read(db)) ?? installationOf(db);
}

async function read(db: Db): Promise<Installation | undefined> {
  const rows = await db
    .selectFrom('settings')
    .select(['key', 'value', 'updated_at'])
    .where('key', 'in', [ID, FORMER])
    .execute();
  const id = rows.find((row) => row.key === ID);
  const former = rows.find((row) => row.key === FORMER)?.value.split(' ') ?? [];
  return id && { id: id.value, since: id.updated_at, former };
}

/** Gives the installation of a copied database an id of its own. Mails that are out under the one before still count. */
export async function renewInstallation(db: Db): Promise<Installation> {
  return inTransaction(db, async (tx) => {
    await installationOf(tx);
    // Two renewals at once follow one another.
    const { value } = await tx
      .selectFrom('settings')
      .select('value')
      .where('key', '=', ID)
      .forUpdate()
      .executeTakeFirstOrThrow();
    await sql`INSERT INTO settings (key, value, updated_at) VALUES (${FORMER}, ${value}, now())
      ON CONFLICT (key) DO UPDATE SET value = excluded.value || ' ' || settings.value, updated_at = now()`.execute(
      tx,
    );
    await sql`UPDATE settings SET value = ${newId()}, updated_at = now() WHERE key = ${ID}`.execute(tx);
    return installationOf(tx);
  });
}
