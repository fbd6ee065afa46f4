import { elsewhere } from '../../../src/compose/elsewhere.ts';
import type { Clock, Database, EmailAddress, SectionSlug, SubscriberId } from '../../../src/core/index.ts';
import { noticeParams, parseEmailAddress } from '../../../src/core/index.ts';
import { listSections } from '../../../src/sections/index.ts';
import { type Choice, confirm, findReader, type Reader, subscribe } from '../../../subscribers/index.ts';
import { testKeys } from '../../support/web.ts';

export const keys = testKeys;

/** Real subscribers, made the way readers make themselves. */
export function readers({ db, clock }: { db: Database; clock: Clock }) {
  const queue = { enqueue: async () => {}, close: async () => {} };
  const deps = { db, clock, keys, queue, elsewhere, noticesPerHour: 3_000 };
  let made = 0;

  /** The params of the newest mail of a kind to an address. */
  async function newest<Kind extends keyof typeof noticeParams>(kind: Kind, to: string) {
    const row = await db
      .selectFrom('notices')
      .select('params')
      .where('kind', '=', kind)
      .where('to_address', '=', to)
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    return noticeParams[kind].parse(row.params) as ReturnType<(typeof noticeParams)[Kind]['parse']>;
  }

  async function asked(choice: Choice = 'all'): Promise<{ email: EmailAddress; token: string }> {
    made += 1;
    const email = parseEmailAddress(`reader-${made}@example.org`);
    const signUp = { email, name: 'Robin Example', organisation: 'Example Org', choice };
    await subscribe(deps, signUp, { source: 'sign-up form', wording: 'sign-up/1' });
    return { email, token: (await newest('confirm-subscription', email)).token };
  }

  async function active(choice: Choice = 'all'): Promise<Reader> {
    const { token } = await asked(choice);
    return (await confirm(deps, token, { source: 'confirm page', wording: 'confirm/1' })).reader;
  }

  async function find(id: SubscriberId): Promise<Reader> {
    const { email } = await db
      .selectFrom('subscribers')
      .select('email')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const reader = email && (await findReader(db, email as EmailAddress));
    if (!reader) throw new Error(`subscriber ${id} has no address`);
    return reader;
  }

  const sections = async (): Promise<SectionSlug[]> => (await listSections(db)).map(({ slug }) => slug);
  const now = () => clock.now();
  /** A number that no address of this database holds yet. */
  const count = () => {
    made += 1;
    return made;
  };
  return { deps, now, count, asked, active, find, sections, newest };
}
export type Readers = ReturnType<typeof readers>;
