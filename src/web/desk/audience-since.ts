import type { CheckAudience } from '../../../templates/web/desk/check.tsx';
import { deliveryBreakdown } from '../../delivery/index.ts';
import { listEditions, type Snapshot } from '../../editions/index.ts';
import type { DeskDeps } from './deps.ts';
import { audienceOf } from './sending-state.ts';

type Deps = Pick<DeskDeps, 'db' | 'clock' | 'config'>;

/** Who gets an edition, by section, beside how many got each section of the last one that went before it. */
export async function audienceSince(deps: Deps, snapshot: Snapshot): Promise<CheckAudience> {
  const now = await audienceOf(deps, snapshot);
  const last = (await listEditions(deps.db))
    .filter(({ number, state }) => number < snapshot.number && (state === 'sent' || state === 'published'))
    .sort((a, b) => b.number - a.number)[0];
  if (!last) return now;
  const { sections, domains } = await deliveryBreakdown(deps.db, {
    edition: last.number,
    sections: snapshot.sections.map(({ slug }) => slug),
    timeZone: deps.config.timeZone,
  });
  // Nothing is known of mails that are numbers only.
  if (domains.length === 0) return now;
  return {
    ...now,
    last: last.number,
    sections: now.sections.map((section, at) => ({ ...section, before: sections[at]?.sent ?? 0 })),
  };
}
