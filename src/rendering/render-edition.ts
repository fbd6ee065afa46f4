import { because, type Clock, type Db, type EditionNumber, reason } from '../core/index.ts';
import { type FrozenSnapshot, loadStanding } from '../editions/index.ts';
import { compileEdition } from './compile.ts';
import type { CompiledEdition } from './mail.ts';
import type { RenderOptions } from './options.ts';
import { loadRendering, storeRendering } from './store.ts';

/**
 * Makes sure that what stands of an approved edition is compiled for these options, and gives it. Asking again costs one look-up.
 * The one step of sending that loads MJML.
 * @throws Fault `conflict` when the edition has not been approved.
 */
export async function renderEdition(
  deps: { db: Db; clock: Clock },
  edition: EditionNumber,
  options: RenderOptions,
): Promise<CompiledEdition> {
  const standing = await loadStanding(deps.db, edition);
  if (!standing) throw because('conflict', reason('not-approved', { edition, verb: 'render' }));
  return renderSnapshot(deps, standing, options);
}

/** The same of a snapshot that is about to stand, so that sending never waits for it. */
export async function renderSnapshot(
  deps: { db: Db; clock: Clock },
  standing: FrozenSnapshot,
  options: RenderOptions,
): Promise<CompiledEdition> {
  const { number } = standing.snapshot;
  const known = await loadRendering(deps.db, { edition: number, snapshot: standing.hash }, options);
  if (known) return known;
  const compiled = await compileEdition(standing, options);
  await storeRendering(deps, number, { compiled, options });
  return compiled;
}
