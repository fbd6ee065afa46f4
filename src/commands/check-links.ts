import { setTimeout as delay } from 'node:timers/promises';
import type { App } from '../compose/app.ts';
import { linkChecking } from '../compose/link-checking.ts';
import type { Actor, EditionNumber } from '../core/index.ts';
import { draftSnapshot } from '../editions/index.ts';
import { type LinkReport, linkReport, OFFLINE, sayLinkPlace, startLinkCheck } from '../links/index.ts';
import type { Finding, LinkFinding } from '../rendering/index.ts';
import { progress } from '../terminal/progress.ts';
import { count, say } from '../terminal/say.ts';

/** Before it looks again whether a worker, which is at it, has ended. */
const LOOK_MS = 500;

/**
 * Asks for an edition's links, here and now; what a worker has begun is waited for. Returns what each answered.
 * @throws Fault as `startLinkCheck`
 */
export async function askForLinks(
  app: App,
  edition: EditionNumber,
  { by, tells }: { by: Actor; tells: boolean },
): Promise<LinkReport> {
  const id = await startLinkCheck(app, { edition, by });
  const run = linkChecking(app);
  const bar = tells ? progress('links checked', process.stderr) : undefined;
  const { signal } = new AbortController();
  try {
    for (;;) {
      const { snapshot } = await draftSnapshot(app, edition);
      const report = await linkReport(app.db, snapshot);
      if (report) bar?.to(report.done, report.total);
      if (report?.finishedAt) return report;
      if (!(await run(id, signal))) await delay(LOOK_MS);
    }
  } finally {
    bar?.end();
  }
}

/** As the preflight says what it found, with what to do. */
export const asFinding = ({ level, where, message, mend }: LinkFinding): Finding => ({
  level,
  where,
  message: `${message} ${mend}`,
});

/** For programs: each link, where it stands, what its site answered and when, and what to do where something is to be done. */
export const publicLinks = ({ startedAt, finishedAt, links, offline, findings }: LinkReport) => ({
  startedAt,
  finishedAt,
  offline,
  checked: links.map(({ url, places, answer, askedAt }) => ({ url, places, answer, askedAt })),
  findings: findings.map(({ place, ...finding }) => ({ ...finding, place: sayLinkPlace(place) })),
});

export function sayLinks({ links, offline, findings }: LinkReport): void {
  if (offline) {
    say(OFFLINE);
    return;
  }
  const wrong = new Set(findings.map(({ url }) => url)).size;
  say(`${count(links.length, 'link')} checked: ${count(links.length - wrong, 'link')} in order.`);
}
