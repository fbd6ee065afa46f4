import { paths } from '../../../src/core/index.ts';
import { BackLink } from '../components/index.ts';
import { Below, Frozen } from './article-acts.tsx';
import type { ArticleDeskView } from './article-desk-view.ts';
import { ArticleEditor } from './article-form.tsx';
import { Warnings } from './article-warnings.tsx';
import { StatusTag } from './articles.tsx';

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
