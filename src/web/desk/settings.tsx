import { Hono } from 'hono';
import { howMany } from '../../../templates/web/desk/moments.ts';
import { SettingsPage } from '../../../templates/web/desk/settings.tsx';
import { paths, type ShownOptions } from '../../core/index.ts';
import { knownQuota } from '../../delivery/index.ts';
import type { DeskDeps, SignedInEnv } from './deps.ts';
import { mayOnly } from './guards.ts';
import { deskPage } from './page.tsx';
import { whatKeepsMails } from './what-keeps-mails.ts';

const TITLES: Record<ShownOptions[number]['group'], string> = {
  installation: 'Where it runs and what it is called',
  mail: 'Mail',
  incoming: 'What comes in from outside',
  delivery: 'How mails are sent',
  flow: 'When editions are made, and who approves',
  desk: 'The desk',
  upkeep: 'Keeping, backups and the rest',
  alarms: 'Who hears when something is broken, and who reads the numbers',
};

/** `/desk/settings`: how this installation is set up. */
export function settingsRoutes(deps: DeskDeps): Hono<SignedInEnv> {
  const routes = new Hono<SignedInEnv>();
  routes.get(paths.desk.settings.route, mayOnly('settings.see'), async (c) => {
    const groups = (deps.options ?? []).map(({ group, options }) => ({
      title: TITLES[group],
      options: options.map(({ env, doc, value, usual }) => ({ name: env, does: doc, value, usual })),
    }));
    return deskPage(c, {
      at: 'settings',
      title: 'Settings',
      body: (
        <SettingsPage
          site={c.get('site')}
          sending={await sendingInWords(deps)}
          trouble={await whatKeepsMails(deps)}
          groups={groups}
        />
      ),
    });
  });
  return routes;
}

/** What becomes of mails that this installation sends. */
async function sendingInWords({ db, config }: DeskDeps): Promise<string[]> {
  if (config.sending === 'off') return ['No mail leaves this installation: SENDING is off.'];
  if (config.sending === 'simulator')
    return ['Mails go to a simulator on this machine and reach nobody: SENDING is simulator.'];
  const quota = await knownQuota(db);
  const where = `Mails leave through Amazon SES in the region ${config.awsRegion}.`;
  const held = `After “Send now”, and at a date that was set, an edition waits ${howMany(config.sendHoldMinutes, 'minute')}, in which it can be stopped.`;
  if (!quota) return [where, 'SES has not yet said how many the account may send.', held];
  const { perSecond, perDay, sentToday } = quota;
  const most = Number.isFinite(perDay)
    ? `${howMany(perDay, 'mail')} in 24 hours`
    : 'as many as you like in 24 hours';
  return [
    where,
    `SES lets the account send ${most}, ${perSecond.toLocaleString('en-GB')} a second; ${sentToday.toLocaleString('en-GB')} of them have gone.`,
    held,
  ];
}
