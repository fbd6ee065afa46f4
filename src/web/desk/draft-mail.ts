import { setTimeout as delay } from 'node:timers/promises';
import { standardTheme } from '../../../templates/theme.ts';
import { fault, paths, type SectionSlug } from '../../core/index.ts';
import type { CompileMail, FrozenSnapshot } from '../../editions/index.ts';
import { renderDraftJob } from '../../jobs/index.ts';
import {
  type CompiledEdition,
  compileForApproval,
  fillSlots,
  knownMail,
  type MailVariant,
  type RenderOptions,
  spliceMail,
} from '../../rendering/index.ts';
import type { DeskDeps } from './deps.ts';

type Deps = Pick<DeskDeps, 'db' | 'clock' | 'queue' | 'config' | 'theme'>;

/** How this installation renders mails. */
export const renderingOptions = ({ config, theme = standardTheme }: Deps): RenderOptions => ({
  publicUrl: config.publicUrl,
  theme,
  languages: config.languages,
});

/** The mail of a content as a worker has compiled it; where none has, one is asked to, and it is there at a later look. */
export async function draftMail(deps: Deps, frozen: FrozenSnapshot): Promise<CompiledEdition | undefined> {
  const known = await knownMail(deps.db, frozen, renderingOptions(deps));
  const { number: edition, sections } = frozen.snapshot;
  if (!known && sections.length > 0)
    await deps.queue.enqueue(renderDraftJob, { edition }, { key: `render-draft-${edition}` });
  return known;
}

/** They look like a reader's and lead to the page that says that a link has expired. */
const exampleLinks = ({ config: { publicUrl } }: Deps) => ({
  unsubscribe: `${publicUrl}${paths.unsubscribe({ token: 'example' })}`,
  preferences: `${publicUrl}${paths.preferences({ token: 'example' })}`,
});

/** HTML or text of a mail, with example links where a reader's own stand. */
export const fillExample = (deps: Deps, { slots }: Pick<MailVariant, 'slots'>, body: string): string =>
  fillSlots(body, slots, exampleLinks(deps));

/** The HTML of a mail with these sections, for a frame; left out: all. */
export function draftMailHtml(
  deps: Deps,
  compiled: CompiledEdition,
  sections?: readonly SectionSlug[],
): string {
  const variant = spliceMail(compiled, sections ?? compiled.sections);
  return fillExample(deps, variant, variant.html);
}

const PATIENCE_MS = 20_000;
const LOOK_MS = 100;

/** Until a worker has compiled an edition as it is now. @throws Fault `unavailable` when none does in time. */
export async function waitForMail(deps: Deps, frozen: FrozenSnapshot): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  while (!(await draftMail(deps, frozen))) {
    if (performance.now() > until)
      throw fault(
        'unavailable',
        'The mail of this edition is still being made, so nothing was done. Please try again in a minute.',
      );
    await delay(LOOK_MS);
  }
}

/** The hash of a mail that is compiled already: this process never loads MJML. */
export const compiledMail =
  (deps: Deps): CompileMail =>
  async (db, frozen) => {
    if (!(await knownMail(db, frozen, renderingOptions(deps)))) {
      throw fault('unavailable', 'The edition has just changed, so nothing was done. Please try again.');
    }
    return compileForApproval({ ...deps, db }, frozen, renderingOptions(deps));
  };
