import type { ColumnType, Generated } from 'kysely';
import type { ArticleId } from '../ids.ts';
import type { Stamp } from './stamp.ts';

/** What somebody without an account writes for the bulletin: a draft until it is sent, then whose an article is. */
export type ContributionTable = {
  id: Generated<number>;
  /** Of its link, which opens it from everywhere; the token stands nowhere. */
  salt: string;
  token_hash: string;
  /** Of who writes it, who is never shown to readers. */
  email: string;
  email_key: string;
  name: string;
  /** The name of a catalogue, in which we write to them; null = the publication's own. */
  language: ColumnType<string | null, string | null | undefined, string | null>;
  /** As typed, by field. */
  fields: ColumnType<Record<string, string>, string, string>;
  /** null = a draft. */
  article_id: ArticleId | null;
  created_at: Stamp;
  /** When it was last written in, for the term after which a draft goes. */
  changed_at: Stamp;
  sent_at: Stamp | null;
};
