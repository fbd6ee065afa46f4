import type { Clock, Database } from '../core/index.ts';
import { hostOf } from '../rendering/index.ts';
import type { AskLink } from './answer.ts';
import {
  finishLinkCheck,
  leaseLinkCheck,
  releaseLinkCheck,
  selectUnasked,
  updateAnswer,
} from './checks.store.ts';

/** Longer than one page may take; each answer holds it anew. */
const LEASE_MS = 90_000;
/** How many hosts are asked at once. */
const AT_ONCE = 6;
/** After so long a worker does other jobs first. */
const SLICE_MS = 20_000;

type Deps = { db: Database; clock: Clock; askLink: AskLink };

/**
 * Asks for the links of a check that have not been asked for, each host by one at a time, for about 20 s. What a killed process has
 * not asked for, the next does. Returns whether nothing is left.
 */
export async function runLinkCheck(deps: Deps, id: number, signal: AbortSignal): Promise<boolean> {
  const { db, clock } = deps;
  const until = () => new Date(clock.now().getTime() + LEASE_MS);
  if (!(await leaseLinkCheck(db, id, { now: clock.now(), until: until() }))) return false;
  try {
    const lanes = byHost(await selectUnasked(db, id));
    const ends = performance.now() + SLICE_MS;
    const lane = async () => {
      for (let links = lanes.shift(); links; links = lanes.shift()) {
        for (const { position, url } of links) {
          if (signal.aborted || performance.now() > ends) return;
          const answer = await deps.askLink(url);
          await updateAnswer(db, { id, position, answer, at: clock.now(), until: until() });
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    return await finishLinkCheck(db, id, clock.now());
  } finally {
    await releaseLinkCheck(db, id);
  }
}

function byHost<Link extends { url: string }>(links: readonly Link[]): Link[][] {
  const hosts = new Map<string, Link[]>();
  for (const link of links) hosts.set(hostOf(link.url), [...(hosts.get(hostOf(link.url)) ?? []), link]);
  return [...hosts.values()];
}
