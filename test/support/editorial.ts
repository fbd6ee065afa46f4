import { afterAll } from 'vitest';
import { deliverConsequences } from '../../src/acts/index.ts';
import { openApp } from '../../src/compose/app.ts';
import { renderDraft } from '../../src/compose/approval.ts';
import { withApprovalLink } from '../../src/compose/approval-url.ts';
import { calendarDeps } from '../../src/compose/calendar.ts';
import { tellOfDates } from '../../src/compose/calendar-mails.ts';
import { warnBeforeDates } from '../../src/compose/date-near.ts';
import { composeFlows } from '../../src/compose/flows.ts';
import { flowsPort } from '../../src/compose/flows-port.ts';
import { performers } from '../../src/compose/performers.ts';
import { feedPolling } from '../../src/compose/polling.ts';
import { loadConfig } from '../../src/config.ts';
import { editionNumber, movableClock, runId, silentLog } from '../../src/core/index.ts';
import { parseNotice } from '../../src/core/notices.ts';
import { advance, openRuns } from '../../src/flows/index.ts';
import { renderNotice } from '../../src/rendering/index.ts';
import { bell } from './bell.ts';
import { freshDatabase } from './database.ts';
import { servedWeb } from './web.ts';

export type Mail = { kind: string; to: string; subject: string; text: string; html: string };

/**
 * An installation in this process: its pages over HTTP, its flow and what follows from acts by hand, so that time is the test's. Mails
 * are read as they would be made, and nothing sends them.
 */
export async function openEditorial(at: Date, env: Record<string, string> = {}) {
  const { url } = await freshDatabase();
  const clock = movableClock(at);
  const config = loadConfig({
    DATABASE_URL: url,
    SENDING: 'off',
    PUBLIC_URL: 'https://bulletin.example.org',
    ...env,
  });
  const opened = await openApp(config, { role: 'test', log: silentLog, clock });
  afterAll(() => opened.close());
  const queue = { ...opened.queue, ...bell() };
  const app = { ...opened, queue };
  const flows = composeFlows(app, feedPolling(app));
  const site = await servedWeb(
    { ...app, theme: app.rendering.theme, flows: flowsPort(app), calendar: calendarDeps(app) },
    config,
  );

  /** Does what was rung for, and what follows from it, as workers and the sweeper do. */
  async function settle(): Promise<void> {
    for (let round = 0; round < 5; round += 1) {
      await deliverConsequences({ ...app, performers: performers(app) });
      for (const { name, payload } of queue.rung.splice(0))
        if (name === 'render-draft')
          await renderDraft(app, editionNumber((payload as { edition: number }).edition));
      await warnBeforeDates(app);
      await tellOfDates(app);
      for (const id of await openRuns(app.db, clock.now())) await advance({ ...app, flows }, runId(id));
    }
  }

  /** What has been written to somebody, or to all, the latest last. */
  async function mails(to?: string): Promise<Mail[]> {
    const rows = await app.db.selectFrom('notices').selectAll().orderBy('id').execute();
    const made: Mail[] = [];
    for (const { kind, params, to_address } of rows) {
      if (to !== undefined && to_address !== to) continue;
      const notice = await withApprovalLink(app, parseNotice(kind, params));
      const bulletin = { title: 'Bulletin', publisher: 'Publisher', mailbox: 'bulletin@example.org' };
      const options = { ...app.rendering, timeZone: config.timeZone, bulletin };
      const { subject, text, html } = renderNotice(notice.kind, notice.params, options);
      made.push({ kind, to: to_address ?? '', subject, text, html });
    }
    return made;
  }

  return { app, clock, site, settle, mails, queue };
}

/** The path of the mailed link in a mail. */
export const linkIn = ({ text }: Mail): string =>
  /https:\/\/bulletin\.example\.org(\/approve\/[\w-]+)/.exec(text)?.[1] ?? '';
