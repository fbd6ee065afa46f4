import { type Command, Option } from 'commander';
import type { ArticleState } from '../core/index.ts';
import { emailAddress, wholeNumber } from './arguments.ts';
import { later, noun } from './command.ts';

const STATES: ArticleState[] = ['draft', 'submitted', 'accepted', 'published', 'declined', 'withdrawn'];

const several = (text: string, before: number[] = []) => [...before, wholeNumber(text)];

export function registerArticles(program: Command): void {
  const articles = noun(program, 'articles', 'look at articles, accept and decline them');
  articles
    .command('list')
    .description('articles with their state, the newest first')
    .addOption(new Option('--state <state>', 'only those in one state').choices(STATES))
    .option('--json', 'as JSON')
    .action(later(async () => (await import('./articles.ts')).articlesList));
  articles
    .command('show')
    .description('one article whole, with what was flattened or left out of a partner’s item')
    .argument('<id>', 'article id', wholeNumber)
    .option('--json', 'as JSON')
    .action(later(async () => (await import('./articles.ts')).articlesShow));
  articles
    .command('accept')
    .description('take submitted articles for the next edition that has their section')
    .argument('<id...>', 'article ids', several)
    .option('--as <email>', 'in whose name', emailAddress)
    .action(later(async () => (await import('./articles.ts')).accept));
  articles
    .command('decline')
    .description('turn an article down')
    .argument('<id>', 'article id', wholeNumber)
    .requiredOption('--reason <text>', 'what its contributor should know')
    .option('--as <email>', 'in whose name', emailAddress)
    .action(later(async () => (await import('./articles.ts')).decline));
  articles
    .command('withdraw')
    .description('take an article back at its contributor’s wish')
    .argument('<id>', 'article id', wholeNumber)
    .option('--as <email>', 'in whose name', emailAddress)
    .action(later(async () => (await import('./articles.ts')).withdraw));
}
