import { type Clock, type ContentHash, canonicalJson, type Db, sha256 } from '../core/index.ts';
import { contentKey, type FrozenSnapshot } from '../editions/index.ts';
import { compileEdition } from './compile.ts';
import type { CompiledMail } from './compiled-mail.ts';
import type { CompiledEdition } from './mail.ts';
import type { RenderOptions } from './options.ts';
import { loadRendering, storeRendering } from './store.ts';

/**
 * Compiles the mail of a frozen content once, however often it is asked for and whenever it is approved: what an approver is shown is
 * to the octet what is sent. Gives the hash of the theme and of the compiled mail, which an approval covers.
 */
export async function compileForApproval(
  deps: { db: Db; clock: Clock },
  frozen: FrozenSnapshot,
  options: RenderOptions,
): Promise<ContentHash> {
  const { number: edition } = frozen.snapshot;
  // The date of freezing stands in no mail, so what was compiled when approval was asked for is the mail of what is approved.
  const key = contentKey(frozen.snapshot);
  const compiled = (await knownMail(deps.db, frozen, options)) ?? (await compileEdition(frozen, options));
  for (const snapshotHash of [key, frozen.hash])
    await storeRendering(deps, edition, { compiled: { ...compiled, snapshotHash }, options });
  return mailHash(compiled, options);
}

/** The mail of a content that was compiled before, whenever that was frozen; `undefined` where it was not. */
export async function knownMail(
  db: Db,
  { snapshot, hash }: FrozenSnapshot,
  options: RenderOptions,
): Promise<CompiledEdition | undefined> {
  const { number: edition } = snapshot;
  return (
    (await loadRendering(db, { edition, snapshot: contentKey(snapshot) }, options)) ??
    (await loadRendering(db, { edition, snapshot: hash }, options))
  );
}

/** Of the bytes, whatever token stands for a reader's links: it is drawn anew at each compilation. */
function mailHash({ mail, others = {} }: CompiledEdition, { theme }: RenderOptions): ContentHash {
  const all = Object.entries(others).map(([language, other]) => [language, bytesOf(other as CompiledMail)]);
  const inOthers = all.length > 0 ? { others: Object.fromEntries(all) } : {};
  return sha256(canonicalJson({ theme, mail: bytesOf(mail as CompiledMail), ...inOthers }));
}

function bytesOf({ token, version: _, ...said }: CompiledMail) {
  return JSON.parse(JSON.stringify(said).replaceAll(token, '')) as object;
}
