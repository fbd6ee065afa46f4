import { actorName, type EmailAddress, editionNumber, localTime } from '../core/index.ts';
import { type LookedAt, lookAgain, selectLookedAt } from '../editions/index.ts';
import { say, sayJson, table } from '../terminal/say.ts';
import { acting } from './acting.ts';
import { withApp } from './with-app.ts';

type Asked = { json?: boolean };

export const list = ({ edition, alone = false, json }: Asked & { edition?: number; alone?: boolean }) =>
  withApp(async ({ db, config }) => {
    const only = edition === undefined ? {} : { edition: editionNumber(edition) };
    const found = await selectLookedAt(db, { ...only, waiting: alone });
    if (json) sayJson(found.map(shownApproval));
    else if (found.length === 0)
      say(alone ? 'Nothing waits for a second look.' : 'Nothing has been approved yet.');
    else say(table([['id', 'edition', 'when', 'by', ''], ...found.map((one) => row(one, config.timeZone))]));
  });

export const approvalsLook = (id: number, { as, json }: Asked & { as: EmailAddress }) =>
  acting('edition.look-again', { as }, async (app, by) => {
    const seen = await lookAgain(app, { approval: id, by });
    if (json) sayJson(shownApproval(seen));
    else say(`Approval ${id} of edition ${seen.edition_number} has been looked at by ${actorName(by)}.`);
  });

export const shownApproval = (one: LookedAt) => ({
  id: one.id,
  edition: one.edition_number,
  hash: one.hash,
  snapshot: one.snapshot_hash,
  by: one.actor,
  at: one.at,
  words: one.words,
  alone: one.alone_reason,
  lookedBy: one.looked_by,
  lookedAt: one.looked_at,
});

function row(one: LookedAt, timeZone: string): string[] {
  const looked = one.looked_by ? `, looked at by ${actorName(one.looked_by)}` : ', waits for a second look';
  const alone = one.alone_reason === null ? '' : `alone: ${one.alone_reason}${looked}`;
  return [
    String(one.id),
    String(one.edition_number),
    localTime(one.at, timeZone),
    actorName(one.actor),
    [alone, one.words ?? ''].filter((part) => part !== '').join('; '),
  ];
}
