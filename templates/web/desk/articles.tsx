import { type ArticleStatus, paths } from '../../../src/core/index.ts';
import { Button, EmptyState, Input, LinkButton, Select, Tag } from '../components/index.ts';
import type { Moment } from '../parts.tsx';
import { Time } from '../parts.tsx';
import type { Site } from '../site.ts';
import { STATUS_WORDS } from './article-words.ts';

export type ArticleRowView = {
  id: number;
  headline: string;
  organisation: string | null;
  status: ArticleStatus;
  section: string;
  edition: number | null;
  changed: Moment;
};

export type ArticlesView = {
  site: Site;
  articles: readonly ArticleRowView[];
  counts: readonly { status: ArticleStatus; count: number; href: string; current: boolean }[];
  all: { count: number; href: string; current: boolean };
  asked: { words: string; status: string; section: string; edition: string; order: string };
  sections: readonly { slug: string; label: string }[];
  editions: readonly number[];
  total: number;
  /** Whether there is any article at all. */
  empty: boolean;
  mayJudge: boolean;
  pager: { page: number; pages: number; previous?: string; next?: string };
};

/** Every article: looked for, counted, and decided on together. */
export function ArticlesPage(props: ArticlesView) {
  const { site, articles, empty, total } = props;
  return (
    <>
      <div class="desk-title">
        <h1>Articles</h1>
        <LinkButton href={site.at(paths.desk.articleNew())}>Write an article</LinkButton>
      </div>
      {empty ? (
        <EmptyState title="There are no articles yet">
          <p>
            Write one here, bring an edition folder with <code>quarterly edition import</code>, or add a
            partner’s feed: its items come in here to be decided on.
          </p>
        </EmptyState>
      ) : (
        <>
          <StatusLinks {...props} />
          <Filters {...props} />
          <p class="desk-count">{total === 1 ? '1 article' : `${total.toLocaleString('en-GB')} articles`}</p>
          {articles.length === 0 ? (
            <EmptyState title="No article is like that">
              <p>
                Look for fewer words, or <a href={site.at(paths.desk.articles())}>see them all</a>.
              </p>
            </EmptyState>
          ) : (
            <ArticleRows {...props} />
          )}
        </>
      )}
    </>
  );
}

function StatusLinks({ counts, all }: Pick<ArticlesView, 'counts' | 'all'>) {
  const link = (text: string, { count, href, current }: ArticlesView['all']) => (
    <li>
      <a href={href} aria-current={current ? 'true' : undefined}>
        {text} <span class="desk-tally">{count}</span>
      </a>
    </li>
  );
  return (
    <nav aria-label="How far they are">
      <ul class="desk-views">
        {link('All', all)}
        {counts.map(({ status, ...one }) => link(STATUS_WORDS[status], one))}
      </ul>
    </nav>
  );
}

const ORDERS = [
  ['changed', 'Last changed'],
  ['newest', 'Newest first'],
  ['oldest', 'Oldest first'],
  ['headline', 'By headline'],
] as const;

function Filters({ site, asked, sections, editions }: ArticlesView) {
  return (
    <search>
      <form class="desk-filters" method="get" action={site.at(paths.desk.articles())}>
        {asked.status !== '' && <input type="hidden" name="status" value={asked.status} />}
        <Input name="q" type="search" label="Words" value={asked.words} attributes={{ maxlength: 200 }} />
        <Select
          name="section"
          label="In section"
          value={asked.section}
          items={[
            { value: '', content: 'Any section' },
            ...sections.map(({ slug, label }) => ({ value: slug, content: label })),
          ]}
        />
        <Select
          name="edition"
          label="In edition"
          value={asked.edition}
          items={[
            { value: '', content: 'Any edition' },
            { value: 'none', content: 'None yet' },
            ...editions.map((number) => ({ value: String(number), content: `Edition ${number}` })),
          ]}
        />
        <Select
          name="order"
          label="In order"
          value={asked.order}
          items={ORDERS.map(([value, content]) => ({ value, content }))}
        />
        <Button classes="govuk-button--secondary">Find</Button>
      </form>
    </search>
  );
}

function ArticleRows(props: ArticlesView) {
  const { site, articles, mayJudge, pager } = props;
  return (
    <form class="desk-rows" method="get" action={site.at(paths.desk.articlesTogether())}>
      <section class="desk-scroll" tabindex={0} aria-label="Articles">
        <table class="govuk-table desk-table">
          <thead>
            <tr>
              {mayJudge && (
                <th scope="col">
                  <span class="govuk-visually-hidden">Chosen</span>
                </th>
              )}
              <th scope="col">Headline</th>
              <th scope="col">How far</th>
              <th scope="col">Section</th>
              <th scope="col">Edition</th>
              <th scope="col">Changed</th>
            </tr>
          </thead>
          <tbody>
            {articles.map((article) => (
              <Row article={article} {...props} />
            ))}
          </tbody>
        </table>
      </section>
      {mayJudge && (
        <fieldset class="govuk-button-group desk-together">
          <legend class="govuk-visually-hidden">With those that are chosen</legend>
          <Button name="do" value="accept">
            Accept
          </Button>
          <Button name="do" value="hold" classes="govuk-button--secondary">
            Hold for later
          </Button>
          <Button name="do" value="decline" classes="govuk-button--secondary">
            Decline
          </Button>
        </fieldset>
      )}
      {pager.pages > 1 && (
        <nav class="desk-pager" aria-label="Pages">
          {pager.previous && (
            <a rel="prev" href={pager.previous}>
              Previous
            </a>
          )}
          <span>
            Page {pager.page} of {pager.pages}
          </span>
          {pager.next && (
            <a rel="next" href={pager.next}>
              Next
            </a>
          )}
        </nav>
      )}
    </form>
  );
}

function Row({ article, site, mayJudge }: ArticlesView & { article: ArticleRowView }) {
  const { id, headline, organisation, status, section, edition, changed } = article;
  return (
    <tr>
      {mayJudge && (
        <td>
          <label class="desk-tick">
            <input type="checkbox" name="id" value={id} />
            <span class="govuk-visually-hidden">Choose “{headline}”</span>
          </label>
        </td>
      )}
      <th scope="row">
        <a href={site.at(paths.desk.article({ id }))}>{headline}</a>
        {organisation && <span class="desk-beside">{organisation}</span>}
      </th>
      <td>
        <StatusTag status={status} />
      </td>
      <td>{section}</td>
      <td>{edition ?? <span class="desk-muted">None yet</span>}</td>
      <td class="desk-when">
        <Time at={changed} />
      </td>
    </tr>
  );
}

/** How far an article has got, as a mark beside it. */
export const StatusTag = ({ status }: { status: ArticleStatus }) => (
  <Tag classes={`desk-status desk-status--${status}`}>{STATUS_WORDS[status]}</Tag>
);
