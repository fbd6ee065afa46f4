import type { Command } from 'commander';
import { type ActRow, listActs } from '../acts/index.ts';
import { actorName, localTime } from '../core/index.ts';
import { wholeNumber } from './arguments.ts';
import { noun, say, sayJson, table, type WithApp } from './command.ts';

type Asked = { edition?: number; limit: number; json?: boolean };

/** The record of who did what: it only grows. */
export function registerAudit(program: Command, withApp: WithApp): void {
  noun(program, 'audit', 'who did what, and what followed from it')
    .command('list')
    .description('the latest acts, newest first')
    .option('--edition <number>', 'those of one edition and of its runs', wholeNumber)
    .option('--limit <count>', 'how many', wholeNumber, 50)
    .option('--json', 'as JSON')
    .action(({ edition, limit, json }: Asked) =>
      withApp(async ({ db, config }) => {
        const acts = await listActs(db, { limit, ...(edition === undefined ? {} : { edition }) });
        if (json) sayJson(acts);
        else if (acts.length === 0) say('Nothing is on record yet.');
        else say(table([['when', 'act', 'of', 'by', ''], ...acts.map((act) => row(act, config.timeZone))]));
      }),
    );
}

const row = ({ at, act, subject, by, consequences }: ActRow, timeZone: string) => [
  localTime(at, timeZone),
  act,
  String(subject),
  actorName(by),
  consequences
    .filter(({ doneAt }) => doneAt === null)
    .map(({ name, tries, error }) =>
      error ? `${name} is tried again, ${tries} so far: ${error}` : `${name} is still to be done`,
    )
    .join('; '),
];
