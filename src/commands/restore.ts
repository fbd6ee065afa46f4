import type { App } from '../compose/app.ts';
import { journalFolders } from '../compose/journal.ts';
import { type Replayed, release, restoreStanding } from '../compose/release.ts';
import { sentLast24Hours } from '../compose/sending.ts';
import { DAY_MS, fault, localTime } from '../core/index.ts';
import { countSentSince } from '../delivery/index.ts';
import { isPlace, sayDifference } from '../journal/index.ts';
import { count, say, sayJson } from '../terminal/say.ts';
import { acting, OPERATOR } from './acting.ts';
import { withApp } from './with-app.ts';

type Asked = { json?: boolean; acceptLoss?: boolean };

/** The SDK is pinned in package.json; at each start it would warn that later versions need Node 22. */
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

/** @throws Fault `invalid` without a file: the rest has names of its own. */
export async function restoreFile(
  file: string | undefined,
  asked: { replace?: boolean; json?: boolean },
): Promise<void> {
  if (file === undefined)
    throw fault(
      'invalid',
      'Name a file that `quarterly backup` wrote, or say `quarterly restore status` or `release`.',
    );
  await (await import('./backup.ts')).restore(file, asked);
}

/** `--json` is an option of `restore` too, which takes it first. */
type Called = { optsWithGlobals(): Asked };

export const restoreStatus = (_: Asked, called: Called) =>
  withApp((app) => sayStatus(app, called.optsWithGlobals().json === true));

export const restoreRelease = (_: Asked, called: Called) =>
  acting('settings.change', OPERATOR, async (app, by) => {
    const { json, acceptLoss } = called.optsWithGlobals();
    const replayed = await release(app, { by, acceptLoss: acceptLoss === true });
    if (json) sayJson(replayed);
    else sayReplayed(app, replayed);
  });

async function sayStatus(app: App, json: boolean): Promise<void> {
  const { since, findings, lost } = await restoreStanding(app);
  const sent = {
    amazon: (await sentLast24Hours(app)) ?? null,
    database: await countSentSince(app.db, new Date(app.clock.now().getTime() - DAY_MS)),
  };
  const { folder, copyTo = null } = journalFolders(app);
  const here = await isPlace(app.db, { folder });
  if (json)
    return sayJson({
      held: since !== null,
      since: since?.toISOString() ?? null,
      findings: findings.map((finding) => ({ ...finding, said: sayDifference(finding) })),
      lost: lost.length,
      sentLast24Hours: sent,
      journal: { folder, copyTo, here },
    });
  say(
    since === null
      ? 'Nothing is held: the database is as its journals remember it.'
      : `All sending is held since ${localTime(since, app.config.timeZone)}: the database is not as its journals remember it.`,
  );
  for (const finding of findings) say(`- ${sayDifference(finding)}`);
  if (sent.amazon !== null)
    say(
      `In the last 24 hours Amazon SES took ${count(sent.amazon, 'mail')}; the database knows of ${sent.database}.`,
    );
  if (lost.length > 0)
    say(
      'What stood in a journal cannot be read from here: mails that it knew of would go out twice. Bring it back into JOURNAL_DIR, or accept the loss: `quarterly restore release --accept-loss`.',
    );
  else if (since !== null)
    say(
      '`quarterly restore release` brings what the journals know into the database, then lets sending go on.',
    );
  if (!here)
    return say(
      `No journal of this installation lies in ${folder}: look where JOURNAL_DIR is that of a worker.`,
    );
  say(
    copyTo === null
      ? `The journal lies in ${folder} alone: set JOURNAL_COPY_TO to a folder on another disk.`
      : `The journal lies in ${folder}, its copy in ${copyTo}.`,
  );
}

function sayReplayed({ config }: App, replayed: Replayed): void {
  const { editions, notices, left, suppressed, erased, slots, missed } = replayed;
  say(`Read ${count(replayed.lines, 'line')} that the database did not know.`);
  for (const { edition, deliveries, recalled } of editions)
    say(
      deliveries < recalled
        ? `Edition ${edition}: ${recalled} mails had gone; ${deliveries} deliveries say so now, the others when they are planned.`
        : `Edition ${edition}: ${count(deliveries, 'delivery', 'deliveries')} had gone, and say so now.`,
    );
  say(
    `${count(notices, 'single mail')} had gone; ${left} readers had left, ${suppressed} were suppressed, ${erased} erased; ${count(slots, 'slot')} had been taken.`,
  );
  for (const slot of missed)
    say(
      `The slot of ${localTime(new Date(slot), config.timeZone)} was missed, and nothing was started for it: \`quarterly edition send N\` sends an edition.`,
    );
  say('Sending goes on.');
}
