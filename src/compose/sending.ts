import {
  addressHashes,
  noteArrived,
  noteSoftBounce,
  readerLinks,
  suppress,
} from '../../subscribers/index.ts';
import { personBy } from '../access/index.ts';
import { sesMailer } from '../adapters/ses/index.ts';
import type { Through } from '../core/index.ts';
import { parseNotice } from '../core/notices.ts';
import {
  allowlist,
  closedMailer,
  createPacer,
  type DeliveryDeps,
  everyone,
  type FeedbackDeps,
  type Mailer,
  type NoticeDeps,
  openDraftMail,
  openEditionMail,
  type SweepDeps,
} from '../delivery/index.ts';
import { listEditions, loadEdition } from '../editions/index.ts';
import { resumeRun, runControl } from '../flows/index.ts';
import { renderNotice } from '../rendering/index.ts';
import { readSetting, senderLives } from '../settings/index.ts';
import { tagFor } from '../words/written.ts';
import { requireAgreement } from './agreement.ts';
import type { App } from './app.ts';
import { isStillAsked, withApprovalLink } from './approval-url.ts';
import { signInParams } from './desk-mail.ts';
import { openJournal } from './journal.ts';
import { renderingOf } from './rendering-of.ts';
import { stopDeps } from './runs.ts';
import { ensureSimulator, SIMULATOR_URL } from './simulator.ts';
import { withStoryLink } from './story-url.ts';

/** The simulator checks no signature; the SDK will not call without keys. */
const SIMULATED = { accessKeyId: 'simulator', secretAccessKey: 'simulator' };

export type SendingDeps = {
  delivery: DeliveryDeps;
  notices: NoticeDeps;
  feedback: FeedbackDeps;
  sweeping: SweepDeps;
  close(): Promise<void>;
};

/**
 * What sending is composed from, and how to let it go again.
 * @throws Fault as `requireAgreement`, when this process would send other mails than the rest, or elsewhere.
 */
export async function composeSending(
  app: App,
  journal = openJournal(app, { joins: true }),
): Promise<SendingDeps> {
  const { config, db, clock, queue, log, keys } = app;
  await requireAgreement(app);
  const simulator = await ensureSimulator(app);
  const mailer = mailerOf(app, simulator?.url);
  const from = { publicUrl: config.publicUrl, ...(config.mailFrom ? { sender: config.mailFrom } : {}) };
  const delivery: DeliveryDeps = {
    db,
    clock,
    queue,
    log,
    runs: runControl,
    mailer,
    through: throughOf(config),
    ...(config.sending === 'off' ? { leaveToOthers: () => senderLives(db, clock.now()) } : {}),
    pacer: createPacer({ db, mailer, log, runs: runControl }),
    keyIds: [keys[0].id, ...keys.slice(1).map(({ id }) => id)],
    links: readerLinks(keys, config.publicUrl),
    mailbox: (address) => addressHashes(keys, address)[0] as string,
    journal,
    editionMail: (edition) => openEditionMail(app, { ...from, rendering: app.rendering }, edition),
    allowed: config.sending === 'live' ? allowlist(config.sendingAllowlist) : everyone,
    concurrency: config.sendConcurrency,
    leaseSeconds: config.leaseSeconds,
    rampWaitMinutes: config.rampWaitMinutes,
  };
  return {
    delivery,
    notices: {
      ...delivery,
      ...from,
      unnamed: { name: config.bulletinName, mailbox: config.contactEmail },
      draftMail: (edition) => openDraftMail(app, { ...from, rendering: app.rendering }, edition),
      renderNotice: (kind, params, language = null) => noticeOf(app, { kind, params, language }),
      ofDesk: async (address) =>
        config.alarmEmails.includes(address) || (await personBy(db, address)) !== undefined,
    },
    feedback: {
      db,
      clock,
      log,
      runs: runControl,
      readers: {
        suppress: (to, reason) => suppress(app, to, reason),
        noteSoftBounce: (to, edition) => noteSoftBounce(app, to, edition),
        noteArrived: (id, edition) => noteArrived(app, id, edition),
      },
      mailboxes: (address) => addressHashes(keys, address),
    },
    sweeping: {
      ...delivery,
      resume: (edition) => resumeRun(stopDeps(app), { edition, by: { kind: 'flow' } }),
      unknown:
        config.unknownPolicy !== 'resend'
          ? { policy: config.unknownPolicy }
          : { policy: 'resend', afterMinutes: config.unknownWindowMinutes },
    },
    async close() {
      await delivery.pacer.close();
      mailer.close();
      await journal.close();
      await simulator?.close();
    },
  };
}

/** The bulletin's name is that of its newest published edition: a draft shows nowhere. */
async function noticeOf(
  app: App,
  { kind, params: row, language }: { kind: string; params: unknown; language: string | null },
) {
  const { config, db } = app;
  const params = kind === 'desk-sign-in' ? await signInParams(app, row) : row;
  if (params === undefined) return undefined;
  const asked = parseNotice(kind, params);
  if (!(await isStillAsked(app, asked))) return undefined;
  const linked = await withStoryLink(app, await withApprovalLink(app, asked));
  if (linked === undefined) return undefined;
  const { notice } = linked;
  const newest = (await listEditions(db)).find(({ state }) => state === 'published');
  const edition = newest && (await loadEdition(db, newest.number));
  const bulletin = edition ?? {
    title: config.bulletinName,
    publisher: config.dataController ?? (config.mailFrom?.name || 'The publisher'),
    mailbox: config.contactEmail ?? config.mailFrom?.address ?? '',
  };
  const { theme, ...rendering } = renderingOf(config);
  const spoken = tagFor(linked.language ?? language, theme.language, config.languages);
  return renderNotice(notice.kind, notice.params, {
    ...rendering,
    theme: { ...theme, language: spoken },
    timeZone: config.timeZone,
    bulletin,
  });
}

const throughOf = ({ sending, sesEndpoint }: App['config']): Through =>
  sending !== 'live' ? 'simulator' : sesEndpoint ? 'endpoint' : 'live';

/** What Amazon SES, or what stands in for it, counted in the last 24 hours; `undefined` where it cannot be asked. */
export async function sentLast24Hours(app: App): Promise<number | undefined> {
  if (app.config.sending === 'off') return undefined;
  const mailer = mailerOf(app, await readSetting(app.db, SIMULATOR_URL));
  try {
    return (await mailer.quota()).sentToday;
  } catch {
    return undefined;
  } finally {
    mailer.close();
  }
}

/** Amazon SES as configured, or what stands in for it. */
export function mailerOf({ config }: Pick<App, 'config'>, simulatorUrl: string | undefined): Mailer {
  if (config.sending === 'off') return closedMailer;
  const endpoint = config.sesEndpoint ?? simulatorUrl;
  return sesMailer({
    region: config.awsRegion,
    ...(endpoint ? { endpoint } : {}),
    ...(config.sesConfigurationSet ? { configurationSet: config.sesConfigurationSet } : {}),
    ...(config.sending === 'simulator' ? { credentials: SIMULATED } : {}),
  });
}
