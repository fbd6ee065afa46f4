import { type Command, Option } from 'commander';
import type { ArticleState } from '../core/index.ts';
import { emailAddress, wholeNumber } from './arguments.ts';
import { later, noun } from './command.ts';

const STATES: ArticleState[] = ['draft', 'submitted', 'accepted', 'published', 'declined', 'withdrawn'];

const numberOrNone = (text: string) => (text === 'none' ? text : wholeNumber(text));
const several = (text: string, before: number[] = []) => [...before, wholeNumber(text)];

export function registerArticles(program: Command): void {
  const articles = noun(
    program,
    'articles',
    'look at articles; accept, hold, move and decline them, ask for changes',
  );
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
    .command('hold')
    .description('keep articles for a later edition; they wait until somebody accepts them')
    .argument('<id...>', 'article ids', several)
    .option('--words <text>', 'why, for the desk')
    .option('--as <email>', 'in whose name', emailAddress)
    .action(later(async () => (await import('./articles.ts')).hold));
  articles
    .command('ask-changes')
    .description('give an article back to its writer; it leaves its edition until it is accepted again')
    .argument('<id>', 'article id', wholeNumber)
    .requiredOption('--words <text>', 'what should change: its contributor reads it')
    .option('--as <email>', 'in whose name', emailAddress)
    .action(later(async () => (await import('./articles.ts')).askChanges));
  articles
    .command('move')
    .description('put an accepted article into another edition')
    .argument('<id>', 'article id', wholeNumber)
    .argument(
      '<edition>',
      'number of the edition, or `none`: the next one that has its section',
      numberOrNone,
    )
    .option('--as <email>', 'in whose name', emailAddress)
    .action(later(async () => (await import('./articles.ts')).moveArticleCommand));
  articles
    .command('withdraw')
    .description('take an article back at its contributor’s wish')
    .argument('<id>', 'article id', wholeNumber)
    .option('--as <email>', 'in whose name', emailAddress)
    .action(later(async () => (await import('./articles.ts')).withdraw));
}
