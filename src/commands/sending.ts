import {
  type Adopted,
  adoptedOptions,
  adoptOptions,
  disagreement,
  ownFingerprint,
} from '../compose/agreement.ts';
import type { App } from '../compose/app.ts';
import { DECISIVE, type DecisiveOption, differences, type Fingerprint } from '../compose/fingerprint.ts';
import { type Actor, localTime, sayReason } from '../core/index.ts';
import { deadLinks } from '../delivery/index.ts';
import { say, sayJson, table } from '../terminal/say.ts';
import { acting, OPERATOR } from './acting.ts';
import { withApp } from './with-app.ts';

type Asked = { json?: boolean };

export const sendingShow = ({ json }: Asked) => withApp((app) => showOptions(app, json));
export const adopt = ({ json }: Asked) =>
  acting('settings.change', OPERATOR, (app, by) => adoptHere(app, by, json));

async function showOptions(app: App, json?: boolean): Promise<void> {
  const [adopted, here] = [await adoptedOptions(app), await ownFingerprint(app)];
  const differs = adopted ? differences(here, adopted.options) : [];
  if (json) return sayJson({ adopted: adopted ?? null, here, differences: differs });
  if (!adopted) return say('No process of this installation has sent yet: the first that does is the model.');
  say(
    `This installation sends with the options adopted at ${localTime(new Date(adopted.at), app.config.timeZone)}.`,
  );
  say(table([['option', 'adopted', 'here', ''], ...DECISIVE.map((name) => row(name, adopted, here))]));
  const disagrees = await disagreement(app);
  say(disagrees ? sayReason(disagrees, 'terminal') : 'This process sends as the others do.');
  for (const sentence of await deadLinks(
    app.db,
    app.keys.map(({ id }) => id),
  ))
    say(sentence);
}

/** Hashes only: a value could be a secret, or an address. */
const row = (name: DecisiveOption, { options }: Adopted, here: Fingerprint): string[] => [
  name,
  options[name] ?? '–',
  here[name],
  options[name] === undefined || options[name] === here[name] ? '' : 'differs',
];

async function adoptHere(app: App, by: Actor, json?: boolean): Promise<void> {
  const { now, changed } = await adoptOptions(app, by);
  if (json) return sayJson({ adopted: now, changed });
  say(
    changed.length === 0
      ? 'These options were those of this installation already.'
      : `Adopted: ${changed.join(', ')}. Processes with the former options stop sending within five seconds.`,
  );
}
