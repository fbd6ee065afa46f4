import type { ArticleNoteTable, ArticleStatus } from '../../../src/core/index.ts';
import type { Moment } from '../parts.tsx';
import type { Site } from '../site.ts';
import type { ArticleFormView } from './article-form.tsx';

type VersionRow = {
  number: number;
  who: string;
  how: string;
  at: Moment;
  words: string | null;
  restored: number | null;
};

/** An article as its page at the desk shows it. */
export type ArticleDeskView = {
  site: Site;
  id?: number;
  title: string;
  form?: ArticleFormView;
  preview: string;
  status?: ArticleStatus;
  edition?: number | null;
  /** Its edition can no longer change. */
  frozen?: { edition: number; state: string; down: boolean } | undefined;
  /** What one has typed and not saved; `behind`: somebody else has saved since. */
  unsaved?: { at: Moment; behind: boolean } | undefined;
  /** Who else has typed something here. */
  others: readonly string[];
  /** What became of a partner's item on its way in. */
  remarks: readonly string[];
  alike: readonly {
    id: number;
    headline: string;
    edition: number | null;
    why: 'headline' | 'origin' | 'words';
  }[];
  /** What the check of its edition found in it. */
  found?: { check: string; messages: readonly string[] };
  /** It is asked that readers be told of its last change, and nobody has decided. */
  telling?: { href: string; askedBy: string; at: Moment };
  /** Where a change that its contributor proposes is taken or left. */
  proposal?: string;
  notes: readonly { about: ArticleNoteTable['about']; words: string; at: Moment; who: string }[];
  versions: readonly VersionRow[];
  editions: readonly number[];
  may: { judge: boolean; correct: boolean };
  said: { words: string; error?: string | undefined };
};
