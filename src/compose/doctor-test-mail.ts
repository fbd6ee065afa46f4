import { nobodysLink, readerLinks } from '../../subscribers/index.ts';
import { type EmailAddress, sentenceOf, subscriberId } from '../core/index.ts';
import {
  allowlist,
  createPacer,
  fillTemplate,
  type Mailer,
  mailTemplate,
  type OutgoingMail,
  type SesAnswer,
} from '../delivery/index.ts';
import {
  type DoctorFinding,
  eventsOfTestMail,
  judgeTestMail,
  newestEvent,
  type Seen,
  type TestMailEvents,
  testMailRefused,
  visit,
  type Way,
} from '../doctor/index.ts';
import { listEditions, loadEdition } from '../editions/index.ts';
import { runControl } from '../flows/index.ts';
import { installationOf, readSetting } from '../settings/index.ts';
import { requireAgreement } from './agreement.ts';
import type { App } from './app.ts';
import { mailerOf } from './sending.ts';
import { SIMULATOR_URL } from './simulator.ts';

export type TestMailAsked = Way & {
  to: EmailAddress;
  /** How long its events are waited for, ms. */
  patienceMs: number;
};

const LOOK_EVERY_MS = 500;
const CLICK_MS = 5_000;
/** A place of the account's rate comes within a second or two, also while an edition goes out. */
const PERMIT_TRIES = 10;

/**
 * Sends one real mail with the headers of an edition and links of nobody, waits for its Send and Delivery events, and presses the
 * button that arrived. It takes its place in the account's rate as every mail does, and goes only to whom mail may go.
 */
export async function sendTestMail(app: App, asked: TestMailAsked): Promise<Seen> {
  const { config, db } = app;
  const refused = await whyNot(app, asked.to);
  if (refused !== undefined) return { findings: [testMailRefused(refused)] };
  const mailer = mailerOf(app, await readSetting(db, SIMULATOR_URL));
  try {
    const after = await newestEvent(db);
    const answer = await sendPaced(app, mailer, await composed(app, asked.to));
    if (answer.kind !== 'accepted') return { findings: [testMailRefused(`${answer.reason}.`)] };
    const { messageId } = answer;
    const events = await waitFor(() => eventsOfTestMail(db, { messageId, after }), asked.patienceMs);
    const unsubscribe = nobodysLink(app.keys, config.publicUrl);
    const findings: DoctorFinding[] = judgeTestMail({
      ...events,
      unsubscribe,
      clicked: await click(unsubscribe, asked),
      waited: asked.patienceMs / 1_000,
    });
    return { findings, notes: [`Sent as ${messageId}; events: ${events.types.join(', ') || 'none'}.`] };
  } finally {
    mailer.close();
  }
}

async function whyNot(app: App, to: EmailAddress): Promise<string | undefined> {
  const { sending, sendingAllowlist } = app.config;
  if (sending === 'off') return 'SENDING is off.';
  if (sending === 'live' && !allowlist(sendingAllowlist)(to))
    return 'SENDING_ALLOWLIST does not hold that address.';
  return requireAgreement(app).then(() => undefined, sentenceOf);
}

async function composed(app: App, to: EmailAddress): Promise<OutgoingMail> {
  const { config, db, keys, clock } = app;
  const [newest] = await listEditions(db);
  const edition = newest && (await loadEdition(db, newest.number));
  const address = config.mailFrom?.address ?? (edition?.mailbox as EmailAddress | undefined);
  if (address === undefined) throw new Error('neither MAIL_FROM nor an edition says who it is from');
  const links = readerLinks(keys, config.publicUrl)(subscriberId(0));
  const words = `This is the test mail of \`quarterly doctor\` of ${config.publicUrl}. Nothing needs to be done. Its unsubscribe button works, and leaves nobody out.`;
  const slots = { unsubscribe: '\0u', preferences: '\0p' };
  const template = await mailTemplate(
    {
      subject: `Test mail of ${config.bulletinName}`,
      text: `${words}\n\n${links.unsubscribe}\n`,
      html: '',
      slots,
    },
    {
      from: { name: config.mailFrom?.name || edition?.publisher || config.bulletinName, address },
      replyTo: address,
      kind: 'bulk',
      date: clock.now(),
    },
    'text',
  );
  return {
    source: address,
    to,
    pieces: fillTemplate(template, { to, messageKey: 'doctor', ...links }),
    tags: { doctor: '1', installation: (await installationOf(db)).id },
  };
}

async function sendPaced(app: App, mailer: Mailer, mail: OutgoingMail): Promise<SesAnswer> {
  const pacer = createPacer({ db: app.db, mailer, log: app.log, runs: runControl });
  try {
    for (let tries = 0; tries < PERMIT_TRIES; tries += 1) {
      const [permit] = await pacer.take('transactional', 1);
      if (!permit) continue;
      await permit.reached();
      if (!permit.start()) continue;
      const answer = await mailer.send(mail);
      permit.done(answer.kind === 'accepted' ? 'yes' : answer.kind === 'again' ? 'no' : 'perhaps');
      return answer;
    }
    return { kind: 'again', reason: 'the rate of the account left no place for it' };
  } finally {
    await pacer.close();
  }
}

/** Until both events are there, or something bad, or patience ends. */
async function waitFor(look: () => Promise<TestMailEvents>, patienceMs: number): Promise<TestMailEvents> {
  const end = performance.now() + patienceMs;
  for (;;) {
    const seen = await look();
    const whole = seen.types.includes('Send') && seen.types.includes('Delivery');
    if (whole || seen.types.includes('Bounce') || performance.now() >= end) return seen;
    await new Promise((done) => setTimeout(done, LOOK_EVERY_MS));
  }
}

async function click(address: string, { ca, lookup }: Way) {
  try {
    const { status, body } = await visit(address, {
      method: 'POST',
      body: 'List-Unsubscribe=One-Click',
      ms: CLICK_MS,
      ...(ca ? { ca } : {}),
      ...(lookup ? { lookup } : {}),
    });
    return { status, nobody: /"nobody"\s*:\s*true/.test(body) };
  } catch (error) {
    return { error: sentenceOf(error) };
  }
}
