import { type ArticleNoteTable, type ArticleStatus, paths } from '../../../src/core/index.ts';
import { BackLink } from '../components/index.ts';
import type { Moment } from '../parts.tsx';
import type { Site } from '../site.ts';
import { Below, Frozen } from './article-acts.tsx';
import { ArticleEditor, type ArticleFormView } from './article-form.tsx';
import { Warnings } from './article-warnings.tsx';
import { StatusTag } from './articles.tsx';

export type VersionRow = {
  number: number;
  who: string;
  how: string;
  at: Moment;
  words: string | null;
  restored: number | null;
};

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
  /** Where a change that its contributor proposes is taken or left. */
  proposal?: string;
  notes: readonly { about: ArticleNoteTable['about']; words: string; at: Moment; who: string }[];
  versions: readonly VersionRow[];
  editions: readonly number[];
  may: { judge: boolean; correct: boolean };
  said: { words: string; error?: string | undefined };
};

/** One article: its words, beside them the mail that they make, below them what the desk does about it. */
export function ArticleDeskPage(props: ArticleDeskView) {
  const { site, title, id, status, edition, form, preview } = props;
  return (
    <>
      <BackLink href={site.at(paths.desk.articles())}>Articles</BackLink>
      <h1 class="desk-headline">{title}</h1>
      {status && (
        <p class="desk-facts">
          <StatusTag status={status} /> {edition ? `Edition ${edition}` : 'In no edition yet'}
        </p>
      )}
      <Warnings {...props} />
      <div class="desk-beside-mail">
        <div>{form ? <ArticleEditor {...form} /> : <Frozen {...props} />}</div>
        <section class="desk-mail" aria-labelledby="mail">
          <h2 id="mail" class="govuk-heading-m">
            In the mail
          </h2>
          <iframe
            class="desk-frame"
            title="The article as it stands in the mail"
            src={preview}
            sandbox="allow-popups allow-popups-to-escape-sandbox"
          ></iframe>
        </section>
      </div>
      {id !== undefined && <Below {...props} id={id} />}
    </>
  );
}
