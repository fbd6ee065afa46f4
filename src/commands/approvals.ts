import { actorName, type EmailAddress, editionNumber, localTime } from '../core/index.ts';
import {
  askPeople,
  type LookedAt,
  lookAgain,
  revokeApprovalLink,
  selectLookedAt,
} from '../editions/index.ts';
import { say, sayJson, table } from '../terminal/say.ts';
import { acting, type Named } from './acting.ts';
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

type Asking = Named & Asked & { name?: string };

export const approvalsAsk = (edition: number, emails: EmailAddress[], { name, as, json }: Asking) =>
  acting('edition.ask-approval', as === undefined ? {} : { as }, async (app, by) => {
    const to = emails.map((email) => ({ email, ...(name === undefined ? {} : { name }) }));
    const links = await askPeople(app, editionNumber(edition), { by, to, approval: app.config.approval });
    if (json) return sayJson(links.map(({ id, person_id }) => ({ link: id, person: person_id })));
    for (const { id, email, person_id } of links)
      say(`Link ${id} of edition ${edition}: ${email}${person_id === null ? ', a guest' : ''}`);
    say('The mails go as soon as the edition is checked and its mail is made.');
  });

export const approvalsRevoke = (edition: number, link: number, { as }: Named) =>
  acting('edition.ask-approval', as === undefined ? {} : { as }, async (app, by) => {
    await revokeApprovalLink(app, { edition: editionNumber(edition), link, by });
    say(`Link ${link} does not work any more.`);
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
