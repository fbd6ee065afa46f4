import type { Clock, ContentHash, Db, EditionNumber } from '../core/index.ts';
import { canonicalJson, sha256 } from '../core/index.ts';
import { type CompiledMail, MAIL_VERSION } from './compiled-mail.ts';
import type { CompiledEdition } from './mail.ts';
import { plainly, type RenderOptions } from './options.ts';

/**
 * Of everything besides the snapshot that a rendering depends on. The version is part of it, so that during an upgrade each
 * of two versions finds its own and neither overwrites the other's.
 */
export const optionsHash = (options: RenderOptions) =>
  sha256(canonicalJson({ ...plainly(options), version: MAIL_VERSION }));

/** Keeps a compiled edition for the sending workers. Storing the same again changes nothing. */
export async function storeRendering(
  { db, clock }: { db: Db; clock: Clock },
  edition: EditionNumber,
  { compiled, options }: { compiled: CompiledEdition; options: RenderOptions },
): Promise<void> {
  await db
    .insertInto('renderings')
    .values({
      edition_number: edition,
      snapshot_hash: compiled.snapshotHash,
      options_hash: optionsHash(options),
      compiled: JSON.stringify(compiled),
      created_at: clock.now(),
    })
    .onConflict((conflict) =>
      conflict.columns(['edition_number', 'snapshot_hash', 'options_hash']).doUpdateSet((row) => ({
        compiled: row.ref('excluded.compiled'),
        created_at: row.ref('excluded.created_at'),
      })),
    )
    .execute();
}

/**
 * The rendering of one content of the edition for `options`, or the newest one when none are given; undefined when
 * there is none that this version can splice.
 */
export async function loadRendering(
  db: Db,
  { edition, snapshot }: { edition: EditionNumber; snapshot: ContentHash },
  options?: RenderOptions,
): Promise<CompiledEdition | undefined> {
  let query = db
    .selectFrom('renderings')
    .select('compiled')
    .where('edition_number', '=', edition)
    .where('snapshot_hash', '=', snapshot)
    .orderBy('created_at', 'desc');
  if (options) query = query.where('options_hash', '=', optionsHash(options));
  const row = await query.executeTakeFirst();
  const compiled = row?.compiled as CompiledEdition | undefined;
  return compiled && (compiled.mail as CompiledMail).version === MAIL_VERSION ? compiled : undefined;
}
