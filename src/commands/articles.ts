import { type Command, Option } from 'commander';
import {
  acceptArticle,
  declineArticle,
  type ListedArticle,
  listArticles,
  showArticle,
  withdrawArticle,
} from '../articles/index.ts';
import { type ArticleState, articleId, languageName } from '../core/index.ts';
import { shellActor } from '../roles/runs.ts';
import { wholeNumber } from './arguments.ts';
import { count, noun, say, sayJson, table, type WithApp } from './command.ts';

const STATES: ArticleState[] = ['draft', 'submitted', 'accepted', 'published', 'declined', 'withdrawn'];

const several = (text: string, before: number[] = []) => [...before, wholeNumber(text)];

export function registerArticles(program: Command, withApp: WithApp): void {
  const articles = noun(program, 'articles', 'look at articles, accept and decline them');
  articles
    .command('list')
    .description('articles with their state, the newest first')
    .addOption(new Option('--state <state>', 'only those in one state').choices(STATES))
    .option('--json', 'as JSON')
    .action(({ state, json }: { state?: ArticleState; json?: boolean }) =>
      withApp(async ({ db }) => {
        const found = await listArticles(db, state ? { state } : {});
        if (json) sayJson(found.map(publicFields));
        else sayArticles(found);
      }),
    );
  articles
    .command('show')
    .description('one article whole, with what was flattened or left out of a partner’s item')
    .argument('<id>', 'article id', wholeNumber)
    .option('--json', 'as JSON')
    .action((id: number, { json }: { json?: boolean }) =>
      withApp(async ({ db }) => {
        const article = await showArticle(db, articleId(id));
        if (json) sayJson({ ...publicFields(article), body: article.body, links: article.links });
        else say(wholeArticle(article));
      }),
    );
  articles
    .command('accept')
    .description('take submitted articles for the next edition that has their section')
    .argument('<id...>', 'article ids', several)
    .action((ids: number[]) =>
      withApp(async (app) => {
        for (const id of ids) await acceptArticle(app, articleId(id), shellActor());
        say(`${count(ids.length, 'article')} accepted: ${ids.join(', ')}`);
      }),
    );
  articles
    .command('decline')
    .description('turn an article down')
    .argument('<id>', 'article id', wholeNumber)
    .requiredOption('--reason <text>', 'what its contributor should know')
    .action((id: number, { reason }: { reason: string }) =>
      withApp(async (app) => {
        await declineArticle(app, articleId(id), { reason, by: shellActor() });
        say(`Article ${id} is declined.`);
      }),
    );
  articles
    .command('withdraw')
    .description('take an article back at its contributor’s wish')
    .argument('<id>', 'article id', wholeNumber)
    .action((id: number) =>
      withApp(async (app) => {
        await withdrawArticle(app, articleId(id), shellActor());
        say(`Article ${id} is withdrawn.`);
      }),
    );
}

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
  const links = one.links.map(({ text, url }) => `${text}: ${url}`);
  const parts = [facts, [one.headline], [one.summary], [one.body], links];
  return parts
    .map((lines) => lines.filter((line) => line !== '').join('\n'))
    .filter((part) => part !== '')
    .join('\n\n');
}
