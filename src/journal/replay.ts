import type { Database } from '../core/index.ts';
import type { Difference, FoundJournal } from './compare.ts';
import { moveSequences } from './journals.store.ts';
import type { JournalLine, SaidState } from './line.ts';
import { readJournal } from './read.ts';
import { type RecalledMail, recallMoved, writeRecalled } from './recalled.store.ts';

/** What became of one mailbox, by its keyed hash. */
export type ReaderFate =
  | { kind: 'back'; at: string }
  | { kind: 'left'; at: string }
  | { kind: 'suppressed'; why: string; at: string };
/** A single mail that went out: its number, and to which mailbox. */
export type RecalledNotice = { id: number; mailbox: string; state: SaidState; messageId: string | null };

/** What journals say that the database does not know, but for the editions' mails, which stand in `recalled_mails`. */
export type Recalled = {
  readers: Map<string, ReaderFate>;
  /** From the mailbox that a reader had to the one that they have since. */
  moved: Map<string, string>;
  notices: Map<number, RecalledNotice>;
  slots: Set<string>;
  ids: Map<string, number>;
  lines: number;
};

const AT_ONCE = 2_000;

/** Reads what is new in the journals that were found longer. Safe to repeat. */
export async function recall(
  db: Database,
  findings: readonly Difference[],
  found: readonly FoundJournal[],
): Promise<Recalled> {
  const recalled: Recalled = {
    readers: new Map(),
    moved: new Map(),
    notices: new Map(),
    slots: new Set(),
    ids: new Map(),
    lines: 0,
  };
  for (const finding of findings) {
    if (finding.kind !== 'longer' && finding.kind !== 'unknown') continue;
    const path = found.find(({ id }) => id === finding.journal)?.path;
    if (path !== undefined) await recallOne(db, recalled, { path, from: finding.from });
  }
  for (const [from, to] of [...recalled.moved].reverse()) await recallMoved(db, { from, to });
  await moveSequences(db, Object.fromEntries(recalled.ids));
  return recalled;
}

async function recallOne(db: Database, recalled: Recalled, { path, from }: { path: string; from: number }) {
  const mails = new Map<string, RecalledMail>();
  const write = async () => {
    await writeRecalled(db, [...mails.values()]);
    mails.clear();
  };
  for await (const line of readJournal(path, from)) {
    recalled.lines += 1;
    if (line.t === 'mails') for (const mail of mailsOf(line)) keepMail(mails, mail);
    else keep(recalled, line);
    if (mails.size >= AT_ONCE) await write();
  }
  if (mails.size > 0) await write();
}

function* mailsOf({ e: edition, via: through, at, a, m }: Extract<JournalLine, { t: 'mails' }>) {
  for (const [mailbox, state, messageId = null] of a)
    yield { edition, mailbox, state, messageId, through, at };
  for (const mailbox of m)
    yield { edition, mailbox, state: 'unknown' as const, messageId: null, through, at };
}

/** Of one journal lines come in their order: the last counts, and what Amazon SES took stays taken. */
function keepMail(mails: Map<string, RecalledMail>, mail: RecalledMail): void {
  const key = `${mail.edition} ${mail.mailbox}`;
  const known = mails.get(key);
  if (known?.state === 'accepted' && known.through === mail.through) return;
  mails.set(key, mail);
}

function keep(recalled: Recalled, line: JournalLine): void {
  const { readers, moved, notices, slots, ids } = recalled;
  switch (line.t) {
    case 'left':
      if (readers.get(line.b)?.kind !== 'suppressed') later(readers, line.b, { kind: 'left', at: line.at });
      return;
    case 'suppressed':
      later(readers, line.b, { kind: 'suppressed', why: line.why, at: line.at });
      return;
    case 'back':
    case 'lifted':
      later(readers, line.b, { kind: 'back', at: line.at });
      return;
    case 'moved':
      moved.set(line.from, line.b);
      return;
    case 'notice':
      notices.set(line.n, { id: line.n, mailbox: line.to, state: 'unknown', messageId: null });
      return;
    case 'noticed':
      notices.set(line.n, { id: line.n, mailbox: line.to, state: line.s, messageId: line.id ?? null });
      return;
    case 'slot':
      slots.add(line.slot);
      return;
    case 'ids':
      for (const [name, id] of Object.entries(line.ids)) ids.set(name, Math.max(ids.get(name) ?? 0, id));
  }
}

function later(readers: Map<string, ReaderFate>, mailbox: string, fate: ReaderFate): void {
  if ((readers.get(mailbox)?.at ?? '') <= fate.at) readers.set(mailbox, fate);
}
