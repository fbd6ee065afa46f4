import type { Command } from 'commander';
import { localTime } from '../core/index.ts';
import { installationOf, renewInstallation } from '../settings/index.ts';
import { noun, say, sayJson, type WithApp } from './command.ts';

/** Which installation mails are of: Amazon SES reports of mails to everyone who listens to the topic. */
export function registerInstallation(program: Command, withApp: WithApp): void {
  const installation = noun(program, 'installation', 'the id by which this installation knows its own mails');
  installation
    .command('show')
    .description('the id that its mails carry')
    .option('--json', 'as JSON')
    .action(({ json }: { json?: boolean }) =>
      withApp(async ({ db, config }) => {
        const { id, since, former } = await installationOf(db);
        if (json) return sayJson({ id, since, former });
        say(`${id}, since ${localTime(since, config.timeZone, false)}`);
        if (former.length > 0) say(`Before that: ${former.join(', ')}`);
      }),
    );
  installation
    .command('renew')
    .description('take a new id: once, in a database that was copied, before anything is sent from it')
    .action(() =>
      withApp(async ({ db }) => {
        const { id } = await renewInstallation(db);
        say(`This installation is ${id} from now on.`);
        say('Reports of mails that are out under the id before still count, by their MessageId.');
      }),
    );
}
