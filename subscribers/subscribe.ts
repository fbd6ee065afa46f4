import { addressKey, DAY_MS, type Db, type EmailAddress, type Notice } from '../src/core/index.ts';
import { openSectionBook, type SectionBook } from '../src/sections/index.ts';
import { tidyLine } from './details.ts';
import { evenly } from './evenly.ts';
import { writeLedger } from './ledger.store.ts';
import { manageTokens } from './links.ts';
import { type Post, transact } from './post.ts';
import type { Choice, How, SignUpDeps } from './reader.ts';
import { choiceLabels, type StoredChoice, storedChoice } from './section-choice.ts';
import { insertSubscriber, lockByKey, lockMailbox, type SubscriberRow, updateSubscriber } from './store.ts';
import { findSuppression, type Suppression } from './suppression.store.ts';
import { addressHashes, isOwnWill } from './suppression.ts';
import { type SecretKeys, signToken } from './tokens.ts';
import { takeTurn } from './turns.ts';

export const CONFIRM_WITHIN_MS = 7 * DAY_MS;

export type SignUp = {
  readonly email: EmailAddress;
  readonly name?: string | null;
  readonly organisation?: string | null;
  readonly choice: Choice;
  /** The name of a catalogue; absent = the publication's own, or what a reader had before. */
  readonly language?: string | undefined;
};

/**
 * What to answer, and only ever to the mailbox: `ask` it to confirm, `tell` it that it has the bulletin already, or
 * `withhold` all mail because it bounced, complained or was stopped by the desk. A reader's own leaving or erasure does
 * not stand in their way: only the mailbox can confirm.
 */
export function decideSignUp(
  row: Pick<SubscriberRow, 'state'> | undefined,
  suppression: Pick<Suppression, 'reason'> | undefined,
): 'ask' | 'tell' | 'withhold' {
  if (row?.state === 'suppressed' || (suppression && !isOwnWill(suppression.reason))) return 'withhold';
  return row?.state === 'active' ? 'tell' : 'ask';
}

/**
 * A sign-up from the public form. Resolves alike, after the same time, whatever we hold about the address: to when its
 * mail leaves, now or in its turn.
 * @throws Fault `invalid` for the choice, the name or the organisation.
 */
export const subscribe = (deps: SignUpDeps, signUp: SignUp, how: How): Promise<Date> =>
  evenly(() => answerSignUp(deps, signUp, how));

async function answerSignUp(deps: SignUpDeps, signUp: SignUp, how: How): Promise<Date> {
  const at = deps.clock.now();
  const book = await openSectionBook(deps.db);
  const wish = {
    choice: storedChoice(book, signUp.choice),
    name: tidyLine(signUp.name, 'name'),
    organisation: tidyLine(signUp.organisation, 'organisation'),
    language: signUp.language,
  };
  const due = await takeTurn(deps);
  await transact(deps, async (db, post) => {
    const key = addressKey(signUp.email);
    await lockMailbox(db, key);
    const row = await lockByKey(db, key);
    const suppression = await findSuppression(db, addressHashes(deps.keys, signUp.email));
    const answer = decideSignUp(row, suppression);
    if ((await post.isFull(signUp.email)) || answer !== 'ask') {
      if (row) await writeLedger(db, { id: row.id, at, how }, [{ event: 'asked again', reason: row.state }]);
      return tellOrWithhold(post, { row, answer, keys: deps.keys, due });
    }
    const asked = await writePending(db, { row, email: signUp.email, wish, at });
    const entry = { event: row ? 'asked again' : 'asked', detail: { sections: signUp.choice } } as const;
    await writeLedger(db, { id: asked.id, at, how }, [entry]);
    await sendConfirmation(post, asked, { ...deps, book, due });
  });
  return due;
}

/** The link that was mailed last stays good when no other can be mailed. */
async function tellOrWithhold(
  post: Post,
  on: { row: SubscriberRow | undefined; answer: 'ask' | 'tell' | 'withhold'; keys: SecretKeys; due: Date },
): Promise<void> {
  const { row, answer, keys, due } = on;
  if (answer !== 'tell' || !row?.email) {
    const reason = answer === 'ask' ? 'enough mail for one day' : 'suppressed';
    return post.withhold('confirm-subscription', row?.id ?? null, reason);
  }
  const to = { address: row.email as EmailAddress, id: row.id };
  await post.send(to, { kind: 'already-subscribed', params: manageTokens(keys, row) }, due);
}

type Wish = {
  choice: StoredChoice;
  name: string | null;
  organisation: string | null;
  language: string | undefined;
};

async function writePending(
  db: Db,
  from: { row: SubscriberRow | undefined; email: EmailAddress; wish: Wish; at: Date },
): Promise<SubscriberRow> {
  const { row, email, wish, at } = from;
  const values = {
    email,
    email_key: addressKey(email),
    name: wish.name,
    organisation: wish.organisation,
    ...wish.choice,
    ...(wish.language === undefined ? {} : { language: wish.language }),
    state: 'pending',
    state_reason: 'not confirmed yet',
    confirm_version: (row?.confirm_version ?? 0) + 1,
    updated_at: at,
  } as const;
  return row
    ? updateSubscriber(db, row.id, values)
    : insertSubscriber(db, { ...values, created_at: at, paused_until: null, left_at: null });
}

/** Mails a fresh confirm link to a pending subscriber; only this newest one works. */
export async function sendConfirmation(
  post: Post,
  row: SubscriberRow,
  using: { keys: SecretKeys; book: SectionBook; due: Date },
): Promise<void> {
  const expiresAt = new Date(using.due.getTime() + CONFIRM_WITHIN_MS);
  const notice: Notice = {
    kind: 'confirm-subscription',
    params: {
      token: signToken(using.keys, 'confirm', { id: row.id, version: row.confirm_version, expiresAt }),
      expiresAt: expiresAt.toISOString(),
      sections: choiceLabels(using.book, row),
    },
  };
  await post.send({ address: row.email as EmailAddress, id: row.id }, notice, using.due);
}
