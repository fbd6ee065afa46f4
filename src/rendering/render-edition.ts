import { type Clock, type Db, type EditionNumber, fault } from '../core/index.ts';
import { loadSnapshot } from '../editions/index.ts';
import { compileEdition } from './compile.ts';
import type { CompiledEdition } from './mail.ts';
import type { RenderOptions } from './options.ts';
import { loadRendering, storeRendering } from './store.ts';

/**
 * Makes sure that an approved edition is compiled for these options, and gives it. Asking again costs one look-up.
 * The one step of sending that loads MJML.
 * @throws Fault `conflict` when the edition has not been approved.
 */
export async function renderEdition(
  deps: { db: Db; clock: Clock },
  edition: EditionNumber,
  options: RenderOptions,
): Promise<CompiledEdition> {
  const frozen = await loadSnapshot(deps.db, edition);
  if (!frozen) throw fault('conflict', `Edition ${edition} is not approved yet, so it cannot be rendered.`);
  const known = await loadRendering(deps.db, edition, options);
  if (known) return known;
  const compiled = await compileEdition(frozen, options);
  await storeRendering(deps, edition, { compiled, options });
  return compiled;
}
