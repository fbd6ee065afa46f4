import type { CheckAudience } from '../../../templates/web/desk/check.tsx';
import { sentBySection } from '../../delivery/index.ts';
import { draftSnapshot, listEditions, type Snapshot } from '../../editions/index.ts';
import { openSectionBook } from '../../sections/index.ts';
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
  const sections = await sentBySection(deps.db, {
    edition: last.number,
    sections: snapshot.sections.map(({ slug }) => slug),
    timeZone: deps.config.timeZone,
  });
  // Nothing is known of mails that are numbers only.
  if (sections.length === 0) return now;
  // A mail is kept with what its reader had chosen, and a choice of everything holds sections that came later, too.
  const { heir } = await openSectionBook(deps.db);
  const then = (await draftSnapshot(deps, last.number)).snapshot.sections;
  const held = new Set(then.map(({ slug }) => heir(slug)?.slug ?? slug));
  return {
    ...now,
    last: last.number,
    sections: now.sections.map((section, at) => {
      const had = sections[at];
      return had && held.has(heir(had.slug)?.slug ?? had.slug) ? { ...section, before: had.sent } : section;
    }),
  };
}
