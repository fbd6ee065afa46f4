import {
  type ArticleId,
  type Clock,
  cleanText,
  type Database,
  type Db,
  type EmailAddress,
  type MailedLinkKeys,
  mailboxKey,
  parseEmailAddress,
  told,
} from '../core/index.ts';
import type { StoryFields } from './contribution.ts';
import {
  type ContributionRow,
  countDrafts,
  insertContribution,
  mergeFields,
  selectContributionByHash,
  updateWriter,
} from './contributions.store.ts';
import { drawStoryLink, storyLinkHash } from './link.ts';

/** What somebody without an account writes, or has sent. */
export type Contribution = {
  id: number;
  email: EmailAddress;
  name: string;
  fields: StoryFields;
  /** Set once it is sent. */
  article: ArticleId | null;
  sentAt: Date | null;
};

export type WritingDeps = { db: Database; clock: Clock };
/** `language`: the name of the catalogue in which they are written to; null = the publication's own. */
type Writer = { email: EmailAddress; name: string; language: string | null };

/** One mailbox may have so many drafts at a time: whoever needs more sends or leaves some first. */
const DRAFTS_AT_ONCE = 20;

/** Begins a draft and returns the token of its link. @throws Fault `conflict` when the mailbox has 20 drafts */
export async function beginStory(
  { db, clock, keys }: WritingDeps & { keys: MailedLinkKeys },
  { email, name, language, fields }: Writer & { fields: Record<string, string> },
): Promise<string> {
  const emailKey = mailboxKey(email);
  if ((await countDrafts(db, emailKey)) >= DRAFTS_AT_ONCE) throw told('conflict', 'storyRefused.manyDrafts');
  const { token, ...link } = drawStoryLink(keys);
  await insertContribution(db, {
    ...{ email, emailKey, name, language, link },
    fields: clean(fields),
    at: clock.now(),
  });
  return token;
}

/** @throws Fault `not-found` when the link opens nothing, or nothing any more */
export async function openStory(db: Db, token: string): Promise<Contribution> {
  const row = await selectContributionByHash(db, storyLinkHash(token));
  if (!row) throw told('not-found', 'storyRefused.brokenLink');
  return contributionOf(row);
}

export const contributionOf = (row: ContributionRow): Contribution => ({
  id: row.id,
  email: parseEmailAddress(row.email),
  name: row.name,
  fields: row.fields,
  article: row.article_id,
  sentAt: row.sent_at,
});

/** Keeps answers as they were typed, right or not. @throws Fault `conflict` once it has been sent */
export async function keepAnswers(
  { db, clock }: WritingDeps,
  { id }: Pick<Contribution, 'id'>,
  fields: Record<string, string>,
): Promise<void> {
  const kept = await mergeFields(db, id, { fields: clean(fields), at: clock.now() });
  if (!kept) throw told('conflict', 'storyRefused.sentAlready');
}

export const changeWriter = (
  { db, clock }: WritingDeps,
  { id }: Pick<Contribution, 'id'>,
  writer: Writer,
): Promise<void> => updateWriter(db, id, { ...writer, emailKey: mailboxKey(writer.email), at: clock.now() });

/** Characters that neither XML nor a mail can hold are left out, and no field is longer than ten of the longest stories. */
const clean = (fields: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(fields).map(([name, text]) => [name, cleanText(text.slice(0, 1_000_000))]),
  );
