import { type Clock, canonicalJson, type Db, sha256 } from '../../core/index.ts';
import { contentKey, type FrozenSnapshot } from '../../editions/index.ts';
import type { CompiledEdition } from '../mail.ts';
import type { RenderOptions } from '../options.ts';
import { optionsHash } from '../store.ts';
import { lookOver, type Preflight, type Surroundings, surroundings } from './check-edition.ts';
import { insertPreflight, selectPreflight } from './kept.store.ts';

type Deps = { db: Db; clock: Clock };
type Kept = { report: Preflight; checkedAt: Date };

/** Of all that a preflight looks at. */
const keyOf = (
  { snapshot }: FrozenSnapshot,
  { planned, places, retired }: Surroundings,
  options: RenderOptions,
) => sha256(canonicalJson([contentKey(snapshot), planned, [...places], retired, optionsHash(options)]));

/** Looks an edition over and keeps what was found, for pages: they must not wait for it. A worker does it. */
export async function keepPreflight(
  { db, clock }: Deps,
  { frozen, compiled }: { frozen: FrozenSnapshot; compiled: CompiledEdition },
  options: RenderOptions,
): Promise<void> {
  const { number: edition } = frozen.snapshot;
  const around = await surroundings(db, edition);
  const key = keyOf(frozen, around, options);
  if (await selectPreflight(db, edition, key)) return;
  const report = lookOver({ frozen, compiled, ...around }, options);
  await insertPreflight(db, { edition, key, report, at: clock.now() });
}

/** What was found in an edition as it is now; `undefined` while nobody has looked at it since its last change. */
export async function keptPreflight(
  db: Db,
  frozen: FrozenSnapshot,
  options: RenderOptions,
): Promise<Kept | undefined> {
  const { number: edition } = frozen.snapshot;
  return selectPreflight(db, edition, keyOf(frozen, await surroundings(db, edition), options));
}
