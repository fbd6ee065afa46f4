import { renewCopy } from '../compose/renew.ts';
import { localTime } from '../core/index.ts';
import { installationOf } from '../settings/index.ts';
import { say, sayJson } from '../terminal/say.ts';
import { acting, OPERATOR } from './acting.ts';
import { withApp } from './with-app.ts';

export const installationShow = ({ json }: { json?: boolean }) =>
  withApp(async ({ db, config }) => {
    const { id, since, former } = await installationOf(db);
    if (json) return sayJson({ id, since, former });
    say(`${id}, since ${localTime(since, config.timeZone, false)}`);
    if (former.length > 0) say(`Before that: ${former.join(', ')}`);
  });

export const renew = () =>
  acting('settings.change', OPERATOR, async (app, by) => {
    const { id } = await renewCopy(app, by);
    say(`This installation is ${id} from now on.`);
    say('Reports of mails that are out under the id before still count, by their MessageId.');
  });
