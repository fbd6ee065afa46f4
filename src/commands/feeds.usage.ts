import type { Command } from 'commander';
import { wholeNumber } from './arguments.ts';
import { later, noun } from './command.ts';

export function registerFeeds(program: Command): void {
  const feeds = noun(program, 'feeds', "read partners' feeds into submitted articles");
  feeds
    .command('add')
    .description("add a partner's RSS or Atom feed")
    .argument('<url>', 'address of the feed')
    .requiredOption('--section <slug>', 'section of its articles')
    .action(later(async () => (await import('./feeds.ts')).add));
  feeds
    .command('list')
    .description('every feed, with what went wrong at its last poll')
    .option('--json', 'as JSON')
    .action(later(async () => (await import('./feeds.ts')).feedsList));
  feeds
    .command('poll')
    .description('read every feed now')
    .option('--json', 'as JSON')
    .action(later(async () => (await import('./feeds.ts')).poll));
  feeds
    .command('bring-in')
    .description('accept an article of a feed in a section')
    .argument('<article>', 'article id', wholeNumber)
    .requiredOption('--section <slug>', 'section that it goes into')
    .action(later(async () => (await import('./feeds.ts')).bringInCommand));
  feeds
    .command('remove')
    .description('stop reading a feed; its articles stay')
    .argument('<id>', 'feed id', wholeNumber)
    .action(later(async () => (await import('./feeds.ts')).removeFeedCommand));
}
