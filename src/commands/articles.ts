import {
  acceptArticle,
  askForChanges,
  declineArticle,
  holdArticle,
  type ListedArticle,
  listArticles,
  moveToEdition,
  showArticle,
  withdrawArticle,
} from '../articles/index.ts';
import { type ArticleState, articleId, editionNumber, languageName, linkWords } from '../core/index.ts';
import { count, say, sayJson, table } from '../terminal/say.ts';
import { acting, type Named } from './acting.ts';
import { withApp } from './with-app.ts';

export const articlesList = ({ state, json }: { state?: ArticleState; json?: boolean }) =>
  withApp(async ({ db }) => {
    const found = await listArticles(db, state ? { state } : {});
    if (json) sayJson(found.map(publicFields));
    else sayArticles(found);
  });

export const articlesShow = (id: number, { json }: { json?: boolean }) =>
  withApp(async ({ db }) => {
    const article = await showArticle(db, articleId(id));
    if (json) sayJson({ ...publicFields(article), body: article.body, links: article.links });
    else say(wholeArticle(article));
  });

export const accept = (ids: number[], asked: Named) =>
  acting('article.judge', asked, async (app, by) => {
    for (const id of ids) await acceptArticle(app, articleId(id), by);
    say(`${count(ids.length, 'article')} accepted: ${ids.join(', ')}`);
  });

export const decline = (id: number, { reason, as }: Named & { reason: string }) =>
  acting('article.judge', { as }, async (app, by) => {
    await declineArticle(app, articleId(id), { reason, by });
    say(`Article ${id} is declined.`);
  });

export const hold = (ids: number[], { words, as }: Named & { words?: string }) =>
  acting('article.judge', as === undefined ? {} : { as }, async (app, by) => {
    for (const id of ids)
      await holdArticle(app, articleId(id), { by, ...(words === undefined ? {} : { words }) });
    say(`${count(ids.length, 'article')} held for a later edition: ${ids.join(', ')}`);
  });

export const askChanges = (id: number, { words, as }: Named & { words: string }) =>
  acting('article.judge', as === undefined ? {} : { as }, async (app, by) => {
    await askForChanges(app, articleId(id), { words, by });
    say(`Article ${id} is back with its writer, with your words.`);
  });

/** @throws Fault as `moveToEdition` */
export const moveArticleCommand = (id: number, edition: number | 'none', { as }: Named) =>
  acting('article.judge', as === undefined ? {} : { as }, async (app, by) => {
    const to = edition === 'none' ? null : editionNumber(edition);
    await moveToEdition(app, articleId(id), { edition: to, by });
    say(
      to === null
        ? `Article ${id} is in no edition: the next one takes it that has its section.`
        : `Article ${id} is in edition ${to}.`,
    );
  });

export const withdraw = (id: number, asked: Named) =>
  acting('article.judge', asked, async (app, by) => {
    await withdrawArticle(app, articleId(id), by);
    say(`Article ${id} is withdrawn.`);
  });

const publicFields = (article: ListedArticle) => ({
  id: article.id,
  state: article.state,
  edition: article.edition_number,
  section: article.section_slug,
  slug: article.slug,
  headline: article.headline,
  summary: article.summary,
  organisation: article.organisation,
  publishedOn: article.published_on,
  language: article.language,
  source: article.source,
  declineReason: article.decline_reason,
  notes: article.notes,
  createdAt: article.created_at,
  updatedAt: article.updated_at,
});

function sayArticles(found: readonly ListedArticle[]): void {
  const rows = found.map((one) => [
    String(one.id),
    one.state,
    one.edition_number === null ? '' : String(one.edition_number),
    one.section_slug,
    one.notes.length === 0 ? one.headline : `${one.headline}  (${count(one.notes.length, 'note')})`,
  ]);
  if (found.length === 0) say('No article.');
  else say(table([['id', 'state', 'edition', 'section', 'headline'], ...rows]));
}

function wholeArticle(one: ListedArticle): string {
  const facts = [
    `article ${one.id}, ${one.state}, section ${one.section_slug}`,
    one.organisation ?? '',
    one.published_on === null ? '' : `published ${one.published_on}`,
    one.language === null ? '' : `in ${languageName(one.language)}`,
    ...one.notes.map((note) => `note: ${note}`),
  ];
  const links = one.links.map((link) => `${linkWords(link)}: ${link.url}`);
  const parts = [facts, [one.headline], [one.summary], [one.body], links];
  return parts
    .map((lines) => lines.filter((line) => line !== '').join('\n'))
    .filter((part) => part !== '')
    .join('\n\n');
}
