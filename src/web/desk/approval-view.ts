import type { ApprovalProps } from '../../../templates/web/desk/approval.tsx';
import type { AskedView, HistoryRow } from '../../../templates/web/desk/approval-record.tsx';
import { listPeople, may } from '../../access/index.ts';
import { type Actor, actorName, type EditionNumber, type NamedPerson, paths } from '../../core/index.ts';
import {
  type ApprovalLink,
  approvalRule,
  hasBegun,
  isFrozen,
  type LookedAt,
  loadEdition,
  type SendBack,
  selectLastEditor,
  selectLinks,
  selectLookedAt,
  selectReopenings,
  selectSendBacks,
  whyNotApprover,
} from '../../editions/index.ts';
import { whatFollows } from './follows.ts';
import { handsOfPerson } from './hands.ts';
import { type ReviewDeps, reviewOf } from './review.ts';
import { whoseTurn } from './turn.ts';

type Viewer = { actor: Actor; person: NamedPerson; at(path: string): string };

/** The whole of what the page about an edition's approval shows to one person. */
export async function approvalView(
  deps: ReviewDeps,
  number: EditionNumber,
  { actor, person, at }: Viewer,
): Promise<Omit<ApprovalProps, 'site' | 'typed' | 'problems'>> {
  const { db, config } = deps;
  const edition = await loadEdition(db, number);
  const frozen = isFrozen(edition.state);
  const frame = at(paths.desk.approvalMail({ number }));
  const looker = { by: actor, links: [] };
  const { review, content } = await reviewOf(deps, number, { looker, frame });
  const approvals = await selectLookedAt(db, { edition: number });
  const backs = await selectSendBacks(db, number);
  const links = await selectLinks(db, number);
  const [given, back] = [approvals[0], backs[0]];
  const hands = await handsOfPerson(db, person);
  const rule = await approvalRule(db, config.approvalBy);
  const lastEditor = await selectLastEditor(db, number);
  const refused = whyNotApprover({ by: actor, hands, rule, lastEditor });
  const answered = (one: { actor: Actor; at: Date; words: string | null }) => ({
    by: actorName(one.actor),
    own: false,
    at: one.at,
    words: one.words,
  });
  const open = !frozen && edition.state !== 'cancelled';
  const waits = given && given.alone_reason !== null && given.looked_at === null;
  return {
    number,
    stands: (await whoseTurn(deps, edition)).sentence,
    review,
    content,
    follows: await whatFollows(deps, edition),
    ...(frozen && given ? { approved: answered(given) } : {}),
    ...(frozen && given && waits
      ? { alone: { approval: given.id, reason: given.alone_reason ?? '', mayLook: mayLook(actor, given) } }
      : {}),
    ...(open && back?.content_key === content ? { sentBack: answered(back) } : {}),
    may: {
      ask: open && config.approval === 'required' && may(actor, 'edition.ask-approval'),
      approve: open && edition.state === 'assembled' && may(actor, 'edition.approve'),
      alone: open && edition.state === 'assembled' && may(actor, 'edition.approve-alone'),
      reopen: frozen && !hasBegun(edition.state) && may(actor, 'edition.reopen'),
      send: may(actor, 'edition.send'),
    },
    ...(refused === undefined ? {} : { refused }),
    people: await mayBeAsked(deps),
    asked: links.map((link) => askedView(link, { approvals, backs, open })).reverse(),
    history: history(approvals, backs, await selectReopenings(db, number)),
  };
}

const mayLook = (actor: Actor, { actor: approver }: LookedAt) =>
  may(actor, 'edition.look-again') && actorName(actor) !== actorName(approver);

async function mayBeAsked({ db }: ReviewDeps): Promise<{ id: number; name: string }[]> {
  return (await listPeople(db))
    .map(({ id, name, email, state, roles }) => ({ id, name: name ?? email ?? '', state, roles }))
    .filter(
      ({ state, ...person }) => state !== 'removed' && may({ kind: 'person', ...person }, 'edition.approve'),
    )
    .map(({ id, name }) => ({ id, name }));
}

type Answers = { approvals: readonly LookedAt[]; backs: readonly SendBack[]; open: boolean };

function askedView(link: ApprovalLink, { approvals, backs, open }: Answers): AskedView {
  const { id, email, name, person_id, asked_by, asked_at, revoked_at } = link;
  const approved = approvals.find(({ link_id }) => link_id === id);
  const back = backs.find(({ link_id }) => link_id === id);
  const latest = approved && (!back || approved.at >= back.at) ? approved : back;
  const answer = latest === undefined ? 'None yet' : latest === approved ? 'Approved' : 'Sent back';
  return {
    link: id,
    who: [name, email && name ? `(${email})` : email].filter(Boolean).join(' ') || `Link ${id}`,
    guest: person_id === null,
    by: actorName(asked_by),
    at: asked_at,
    state: revoked_at !== null && latest === undefined ? 'Revoked' : answer,
    revocable: revoked_at === null && open && email !== null,
  };
}

type Reopened = { at: Date; actor: Actor; reason: string };

function history(
  approvals: readonly LookedAt[],
  backs: readonly SendBack[],
  reopenings: readonly Reopened[],
): HistoryRow[] {
  return [
    ...approvals.map(({ at, actor, words, alone_reason, hash }) => ({
      at,
      what: `Approved by ${actorName(actor)}${alone_reason === null ? '' : `, without a second person: ${alone_reason}`}`,
      words,
      hash,
    })),
    ...approvals.flatMap(({ looked_by, looked_at }) =>
      looked_by && looked_at
        ? [{ at: looked_at, what: `Looked at afterwards by ${actorName(looked_by)}`, words: null }]
        : [],
    ),
    ...backs.map(({ at, actor, words }) => ({ at, what: `Sent back by ${actorName(actor)}`, words })),
    ...reopenings.map(({ at, actor, reason }) => ({
      at,
      what: `Opened again by ${actorName(actor)}`,
      words: reason,
    })),
  ].sort((one, other) => other.at.getTime() - one.at.getTime());
}
