import { type Db, type EditionNumber, type Reason, type RunId, reason, sha256 } from '../../core/index.ts';
import type { DeliveryDeps, EditionMail } from '../deps.ts';
import { beginAs, editionsSignedByOthers, noteSignedWith } from './begin.store.ts';

/**
 * Whether this process may go on with a run: under the sender with which its mails began, and with the key that signed
 * their links. Returns why not; `undefined` when it may.
 */
export async function refusesToGoOn(
  { db, keyIds }: Pick<DeliveryDeps, 'db' | 'keyIds'>,
  edition: EditionNumber,
  { run, mail }: { run: RunId; mail: EditionMail },
): Promise<Reason | undefined> {
  const { name, address } = mail.head.from;
  const here = { sender: sha256(`${name} <${address}>`).slice(0, 16), keyId: keyIds[0] };
  const began = await beginAs(db, run, here);
  if (began.sender !== here.sender) return reason('other-sender', { edition });
  if (!keyIds.includes(began.keyId)) return reason('other-key', { edition, key: began.keyId });
  await noteSignedWith(db, edition, here.keyId);
  return undefined;
}

/** For each key that has signed and is not known any more, one sentence with the editions whose links are dead. */
export async function deadLinks(db: Db, known: readonly string[]): Promise<string[]> {
  const lost = await editionsSignedByOthers(db, known);
  return lost.map(({ keyId, editions }) => {
    const which = `edition${editions.length === 1 ? '' : 's'} ${editions.join(', ')}`;
    return `The links in mails of ${which} are dead: they were signed with the key ${keyId}, which is in neither SECRET_KEY nor SECRET_KEYS. Put it into SECRET_KEYS.`;
  });
}
