import { requireMay } from '../access/index.ts';
import type { App } from '../compose/app.ts';
import { changeToTell } from '../compose/tell.ts';
import { type Actor, type EmailAddress, editionNumber, fault, localTime } from '../core/index.ts';
import { type ArticleChange, approveTelling, askTelling, countTold, dropTelling } from '../delivery/index.ts';
import { loadEdition } from '../editions/index.ts';
import { renderNotice } from '../rendering/index.ts';
import { confirmAtTerminal } from '../terminal/confirm.ts';
import { count, say, sayJson } from '../terminal/say.ts';
import { acting } from './acting.ts';

type Asked = { as?: EmailAddress; approve?: boolean; drop?: boolean; yes?: boolean; json?: boolean };

export const tell = (number: number, article: string, asked: Asked) =>
  acting(asked.approve && !asked.drop ? 'telling.approve' : 'telling.ask', asked, async (app, by) => {
    const change = await changeToTell(app, { edition: editionNumber(number), article });
    if (asked.drop) return drop(app, change, by);
    if (asked.approve) return approve(app, change, { ...asked, by });
    return ask(app, change, { ...asked, by });
  });

type By = { by: Actor };

async function drop(app: App, change: ArticleChange, by: Actor): Promise<void> {
  await dropTelling(app, change, by);
  say('Taken back: nobody is told.');
}

/** Who sends it gives a name, and may approve. */
function requireApprover({ as, by }: Pick<Asked, 'as'> & By): Actor {
  if (!as) throw fault('invalid', 'Say who does it: --as EMAIL.');
  requireMay(by, 'telling.approve');
  return by;
}

async function approve(app: App, change: ArticleChange, { as, by, json }: Asked & By): Promise<void> {
  const { readers } = await approveTelling(app, change, requireApprover({ by, ...(as ? { as } : {}) }));
  if (json) return sayJson({ edition: change.edition, article: change.article, state: 'approved', readers });
  say(`Approved: ${count(readers, 'reader is', 'readers are')} told now.`);
}

async function ask(app: App, change: ArticleChange, { as, by, yes, json }: Asked & By): Promise<void> {
  const { telling, readers } = await askTelling(app, change, by);
  const { edition, article } = change;
  if (json && (telling.state !== 'waiting' || app.config.approval === 'required')) {
    const { state, approved_by: approvedBy, approved_at: approvedAt } = telling;
    const told = await countTold(app.db, telling.id);
    return sayJson({ edition, article, about: change.about, state, readers, approvedBy, approvedAt, told });
  }
  if (telling.state !== 'waiting') return sayProgress(app, telling);
  if (!json) await sayMail(app, change, readers);
  if (app.config.approval === 'required') {
    return say(
      `It waits for approval: \`quarterly edition tell ${edition} ${article} --approve --as EMAIL\` sends it, --drop takes it back.`,
    );
  }
  await confirmAtTerminal({
    yes,
    question: `Send it to ${count(readers, 'reader')}? A mail cannot be called back.`,
  });
  await approve(app, change, { by, ...(as ? { as } : {}), ...(json ? { json } : {}) });
}

type Telling = Awaited<ReturnType<typeof askTelling>>['telling'];

async function sayProgress({ db, config }: App, telling: Telling): Promise<void> {
  const {
    accepted = 0,
    queued = 0,
    calling = 0,
    rejected = 0,
    unknown = 0,
  } = await countTold(db, telling.id);
  say(
    `Readers were told of this change: ${telling.approved_by} approved it at ${localTime(telling.approved_at, config.timeZone)}.`,
  );
  say(`${accepted} sent, ${queued + calling} to go, ${rejected} refused, ${unknown} unknown.`);
}

/** The text part, as a reader gets it, with the links of nobody. */
async function sayMail(
  { config, db, rendering }: App,
  { edition, content }: ArticleChange,
  readers: number,
): Promise<void> {
  const tokens = { preferencesToken: 'example', unsubscribeToken: 'example' };
  const { subject, text } = renderNotice(
    'article-told',
    { ...content, edition, ...tokens },
    {
      ...rendering,
      timeZone: config.timeZone,
      bulletin: await loadEdition(db, edition),
    },
  );
  say(`To ${count(readers, 'reader')} whose mail held it:`);
  say();
  say(`Subject: ${subject}`);
  say();
  for (const line of text.trimEnd().split('\n')) say(`  ${line}`);
  say();
}
