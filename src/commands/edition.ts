import type { App } from '../compose/app.ts';
import { approve as approveNow, putBefore } from '../compose/approval.ts';
import {
  type Actor,
  actorName,
  type EditionNumber,
  type EmailAddress,
  editionNumber,
  fault,
  localTime,
} from '../core/index.ts';
import {
  assembleEdition,
  cancelEdition,
  draftSnapshot,
  importEditionFolder,
  listEditions,
  listTakenDown,
  loadEdition,
  moveEdition,
  type RestoredApproval,
  reopenEdition,
  type Snapshot,
  selectLookedAt,
} from '../editions/index.ts';
import { findRunOfEdition } from '../flows/index.ts';
import { confirmAtTerminal } from '../terminal/confirm.ts';
import { count, say, sayJson } from '../terminal/say.ts';
import { acting, type Named, OPERATOR } from './acting.ts';
import { shownApproval } from './approvals.ts';
import { sayFolderImport } from './import-report.ts';
import { withApp } from './with-app.ts';

type Asked = { json?: boolean };

export const bringIn = (folder: string, { as, json }: Asked & Named) =>
  acting('edition.write', { as }, async (app, by) => {
    const report = await importEditionFolder({ ...app, languages: app.config.languages }, folder, by);
    if (json) sayJson(report);
    else sayFolderImport(report);
  });

export const editionShow = (number: number, { json }: Asked) =>
  withApp((app) => showOne(app, editionNumber(number), json));

export const assemble = (number: number, asked: Asked & Named) =>
  acting('edition.write', asked, (app, by) => assembleOne(app, editionNumber(number), { ...asked, by }));

type Approval = Asked & { as: EmailAddress; words?: string; alone?: boolean; reason?: string };

export const editionApprove = (number: number, asked: Approval) =>
  acting(asked.alone ? 'edition.approve-alone' : 'edition.approve', asked, (app, by) =>
    approveOne(app, editionNumber(number), { ...asked, by }),
  );

export const reopen = (number: number, { as, reason, json }: Asked & Named & { reason: string }) =>
  acting('edition.reopen', { as }, async (app, by) => {
    const edition = editionNumber(number);
    await reopenEdition(app, edition, { by, reason });
    if (json) return sayJson({ edition: number, state: 'assembled', reason });
    say(`Edition ${number} is open to changes again; its run waits.`);
    say(
      `Next: change it, then \`quarterly edition assemble ${number}\`. If nothing changes, its approval stands.`,
    );
  });

export const cancel = (number: number, { json, yes }: Asked & { yes?: boolean }) =>
  acting('edition.cancel', OPERATOR, async (app, by) => {
    const { state: before } = await loadEdition(app.db, editionNumber(number));
    if (before !== 'cancelled') {
      moveEdition({ number, state: before }, 'cancel');
      if (!yes) sayCancelling(number);
      await confirmAtTerminal({ yes, question: `Cancel edition ${number}?` });
    }
    const state = await cancelEdition(app, editionNumber(number), by);
    if (json) sayJson({ edition: number, state });
    else say(`Edition ${number} is cancelled.`);
  });

function sayCancelling(number: number): void {
  say(`Cancelling edition ${number} cannot be undone: it is never sent, and its number is used up.`);
  say('Its articles stay in it; import them under another number to use them.');
}

async function assembleOne(
  app: App,
  number: EditionNumber,
  { by, json }: Asked & { by: Actor },
): Promise<void> {
  const report = await assembleEdition(app, number, by);
  const restored = await putBefore(app, number, by);
  if (json) return sayJson(restored ? { ...report, approval: restored.state } : report);
  const { articles, sections, collected, released } = report;
  say(`Edition ${number} is assembled: ${count(articles, 'article')} in ${count(sections, 'section')}.`);
  if (collected.length > 0) say(`Collected now: article ${collected.join(', ')}`);
  if (released.length > 0)
    say(`Let go, as their section is not in this edition: article ${released.join(', ')}`);
  if (restored) return sayRestored(number, restored);
  say(
    `Next: \`quarterly edition check ${number}\` and \`quarterly edition preview ${number}\`, then \`quarterly edition approve ${number} --as EMAIL\``,
  );
}

async function approveOne(app: App, number: EditionNumber, asked: Approval & { by: Actor }): Promise<void> {
  const { by, words, alone = false, reason, json } = asked;
  if (alone !== (reason !== undefined))
    throw fault('invalid', 'Give --alone and --reason TEXT together, or neither.');
  const { hash } = await approveNow(app, number, {
    by,
    ...(words === undefined ? {} : { words }),
    ...(reason === undefined ? {} : { alone: reason }),
  });
  const run = await findRunOfEdition(app.db, number);
  const edition = await loadEdition(app.db, number);
  const shown = { edition: number, state: edition.state, approvedBy: edition.approved_by, hash };
  if (json) return sayJson({ ...shown, approvedAt: edition.approved_at });
  say(
    `Edition ${number} was approved by ${edition.approved_by} at ${localTime(edition.approved_at, app.config.timeZone)}.`,
  );
  say(`snapshot ${hash}`);
  if (alone)
    say('Nobody else has looked at it: `quarterly approvals list --alone` keeps it until somebody has.');
  if (!run) say(`Next: \`quarterly edition send ${number}\``);
}

function sayRestored(number: number, restored: RestoredApproval): void {
  const who = actorName(restored.approval.actor);
  if (restored.state === 'stands') {
    say(`It is what ${who} approved, so that approval stands.`);
    return;
  }
  say(`It is not what ${who} approved, so it must be approved again. What changed:`);
  for (const change of restored.changes) say(`  ${change}`);
  if (restored.changes.length === 0) say('  How its mail looks.');
  say(`Next: \`quarterly edition approve ${number} --as EMAIL\``);
}

async function showOne(app: App, number: EditionNumber, json = false): Promise<void> {
  const edition = await loadEdition(app.db, number);
  const { snapshot } = await draftSnapshot(app, number);
  const takenDown = await listTakenDown(app.db, number);
  const hash = (await listEditions(app.db)).find((one) => one.number === number)?.hash;
  const { approvedAt: _, ...content } = snapshot;
  if (json) {
    return sayJson({
      state: edition.state,
      approvedBy: edition.approved_by,
      approvedAt: edition.approved_at,
      sentAt: edition.sent_at,
      publishedAt: edition.published_at,
      hash: hash ?? null,
      approvals: (await selectLookedAt(app.db, { edition: number })).map(shownApproval),
      ...content,
      takenDown,
    });
  }
  say(`Edition ${number} · ${edition.cover} · ${edition.title} · ${edition.state}`);
  if (edition.strapline) say(edition.strapline);
  if (hash) say(`approved by ${edition.approved_by}, snapshot ${hash}`);
  saySections(snapshot);
  if (takenDown.length > 0) say();
  for (const { headline, slug, by, at } of takenDown)
    say(`Taken down by ${by} at ${localTime(at, app.config.timeZone)}: ${headline}  (${slug})`);
}

function saySections({ sections }: Snapshot): void {
  for (const section of sections) {
    say();
    say(section.label);
    for (const { headline, slug } of section.articles) say(`  ${headline}  (${slug})`);
  }
  if (sections.length === 0) say('It holds no article yet.');
}
