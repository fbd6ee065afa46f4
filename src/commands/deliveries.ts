import type { App } from '../compose/app.ts';
import { recalling } from '../compose/recalling.ts';
import {
  deliveryId,
  type EditionNumber,
  type EmailAddress,
  editionNumber,
  fault,
  languageName,
  localDay,
  localTime,
  localTimes,
  sayReason,
} from '../core/index.ts';
import {
  closeUnknown,
  countSimulated,
  type Decision,
  type DeliveryReport,
  type DoubtDecision,
  deliveryReport,
  listUnknown,
  mailsByLanguage,
  planAgain,
  replanSimulated,
  resendRejected,
  resendUnknown,
  sendTestCopies,
} from '../delivery/index.ts';
import { draftSnapshot, isFrozen, loadEdition } from '../editions/index.ts';
import { renderEdition } from '../rendering/index.ts';
import { count, say, sayJson, table } from '../terminal/say.ts';
import { acting, OPERATOR } from './acting.ts';
import { withApp } from './with-app.ts';

type Unknown = { json?: boolean; resend?: boolean; close?: boolean; delivery?: number };

export const deliveriesShow = (number: number, { json }: { json?: boolean }) =>
  withApp(async (app) => {
    const edition = await known(app, number);
    const report = await deliveryReport(app.db, edition);
    const languages = await mailsByLanguage(app.db, edition, app.config.languages);
    if (json) return sayJson(languages.length > 0 ? { ...report, languages } : report);
    sayReport(report, app.config.timeZone);
    for (const { language, sent, delivered } of languages)
      say(`  ${sent} sent in ${languageName(language)}, ${delivered} of them delivered`);
  });

export const unknown = (number: number, asked: Unknown) =>
  asked.resend || asked.close
    ? acting('delivery.decide', OPERATOR, async (app, by) => {
        const only = asked.delivery === undefined ? undefined : deliveryId(asked.delivery);
        await settleUnknown(app, { edition: await known(app, number), by, only }, asked);
      })
    : withApp(async (app) => sayUnknown(app, await known(app, number), asked));

export const retry = (number: number) =>
  acting('delivery.decide', OPERATOR, async (app, by) => {
    const edition = await known(app, number);
    say(`${count(await resendRejected(app, { edition, by }), 'mail')} will be sent again.`);
  });

export const again = (number: number) =>
  acting('delivery.decide', OPERATOR, async (app, by) => {
    const report = await planAgain(
      { ...app, recall: recalling(app) },
      { edition: await known(app, number), by },
    );
    say(`${count(report.open, 'mail')} of ${report.planned} to send: \`quarterly edition send ${number}\`.`);
  });

export const replan = (number: number, { yes }: { yes?: boolean }) =>
  acting('delivery.decide', OPERATOR, async (app, by) =>
    planSimulated(app, { edition: await known(app, number), by }, yes === true),
  );

export const test = (number: number, { to }: { to: EmailAddress[] }) =>
  acting('edition.send-test', OPERATOR, async (app, by) => {
    const edition = await known(app, number);
    const what = await readied(app, edition);
    await sendTestCopies(app, { edition, to, by });
    say(`${count(to.length, what, what === 'copy' ? 'copies' : 'copies of the draft')} queued.`);
  });

const known = async (app: App, number: number) => (await loadEdition(app.db, editionNumber(number))).number;

async function planSimulated(app: App, decided: Decision, yes: boolean): Promise<void> {
  if (yes) return say(`${count(await replanSimulated(app, decided), 'mail')} will be sent to their readers.`);
  const { edition } = decided;
  say(
    `${count(await countSimulated(app.db, edition), 'mail')} of edition ${edition} went to a simulator. Nothing was changed; --yes plans them again, and workers send them with the options that \`quarterly sending show\` tells.`,
  );
}

/** Before its run has come to it, nobody else has rendered an approved edition; a draft is rendered as it is sent. */
async function readied(app: App, edition: EditionNumber): Promise<'copy' | 'copy of the draft'> {
  const { state } = await loadEdition(app.db, edition);
  if (isFrozen(state)) {
    await renderEdition(app, edition, app.rendering);
    return 'copy';
  }
  if (state === 'assembled' && (await draftSnapshot(app, edition)).snapshot.sections.length > 0) {
    return 'copy of the draft';
  }
  throw fault(
    'conflict',
    `Edition ${edition} is ${state === 'assembled' ? 'empty' : state}, so there is no copy to send: assemble it with its articles first.`,
  );
}

async function settleUnknown(app: App, decided: DoubtDecision, { resend }: Unknown): Promise<void> {
  if (resend) return say(`${count(await resendUnknown(app, decided), 'mail')} will be sent again.`);
  say(`${count(await closeUnknown(app, decided), 'mail')} closed.`);
}

async function sayUnknown(app: App, edition: EditionNumber, { json, delivery }: Unknown): Promise<void> {
  if (delivery !== undefined)
    throw fault('invalid', 'With --delivery say what becomes of it: --resend or --close.');
  const found = (await listUnknown(app.db, edition)).map((one) => ({
    ...one,
    reason: one.reason && sayReason(one.reason, 'terminal'),
  }));
  if (json) return sayJson(found);
  if (found.length === 0) return say(`No delivery of edition ${edition} is unknown.`);
  say(
    table([
      ['delivery', 'reader', 'since', 'why'],
      ...found.map((one) => [
        String(one.id),
        one.email ?? '',
        localTime(one.since, app.config.timeZone),
        localTimes(one.reason ?? '', app.config.timeZone),
      ]),
    ]),
  );
  say(`\`--resend\` sends them again, \`--close\` gives up on them; with \`--delivery ID\` on one alone.`);
}

const THROUGH = {
  live: 'Amazon SES',
  endpoint: 'SES_ENDPOINT, with SENDING=live',
  simulator: 'a simulator: `quarterly deliveries replan N --simulated` plans them for their readers',
  unrecorded: 'what an earlier version did not write down',
} satisfies Record<keyof DeliveryReport['through'], string>;

function sayEvidence(evidence: NonNullable<DeliveryReport['evidence']>): void {
  const { notTaken, neighbours, withSend, windowMinutes, held } = evidence;
  if (notTaken > 0)
    say(
      `${count(notTaken, 'call')} that Amazon SES did not take, by the events of others, went again: at least ${neighbours} mails near each, ${withSend} of them with a Send event, ${windowMinutes} minutes waited.`,
    );
  for (const [why, number] of Object.entries(held)) say(`  ${number} × unknown, held: ${why}`);
}

function sayReport(report: DeliveryReport, timeZone: string): void {
  const { edition, planned, sent, open, states, skippedBy, rejectedBy, ramp, heldUntil, done } = report;
  say(
    `Edition ${edition}: ${planned} planned, ${sent} sent, ${open} open${done ? ', every reader accounted for' : ''}.`,
  );
  const rows = Object.entries(states).filter(([, number]) => number > 0);
  if (rows.length > 0) say(table(rows.map(([state, number]) => [`  ${state}`, String(number)])));
  for (const [reason, number] of Object.entries({ ...skippedBy, ...rejectedBy }))
    say(`  ${number} × ${reason}`);
  for (const [through, number] of Object.entries(report.through))
    say(`  ${number} × through ${THROUGH[through as keyof typeof THROUGH]}`);
  if (report.folded)
    say(
      `  ${count(report.folded.mails, 'mail')} of these, of before ${localDay(report.folded.before, timeZone)}, ${report.folded.mails === 1 ? 'is' : 'are'} no longer recorded one by one.`,
    );
  if (report.evidence) sayEvidence(report.evidence);
  if (ramp?.opensAt) say(`The rest goes at ${localTime(ramp.opensAt, timeZone)}, unless the run is held.`);
  if (heldUntil) say(`Sending goes on by itself at ${localTime(heldUntil, timeZone)}.`);
}
