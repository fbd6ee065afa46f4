import type { Command } from 'commander';
import { later, noun } from './command.ts';

export function registerDomains(program: Command): void {
  const domains = noun(
    program,
    'domains',
    'domains that have moved or were given up: links to them are found',
  );
  domains
    .command('list')
    .description('every retired domain, and what took its place')
    .option('--json', 'as JSON')
    .action(later(async () => (await import('./domains.ts')).domainList));
  domains
    .command('retire')
    .description('put a domain on the list, with all below it, or say anew where it has moved')
    .argument('<domain>', 'such as example.org')
    .option('--successor <place>', 'what took its place, a host or the address of a page')
    .action(later(async () => (await import('./domains.ts')).retireCommand));
  domains
    .command('unretire')
    .description('take a domain off the list')
    .argument('<domain>', 'as the list has it')
    .action(later(async () => (await import('./domains.ts')).unretireCommand));
}
