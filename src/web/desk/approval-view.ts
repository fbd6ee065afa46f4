import type { ApprovalProps } from '../../../templates/web/desk/approval.tsx';
import type { AskedView, HistoryRow } from '../../../templates/web/desk/approval-record.tsx';
import { calledAs, listPeople, may } from '../../access/index.ts';
import {
  type Actor,
  actorName,
  type EditionNumber,
  type NamedPerson,
  paths,
  wallOf,
} from '../../core/index.ts';
import {
  type ApprovalLink,
  type ApprovalRule,
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
  standInFor,
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
    asked: await askedViews(deps, { number, rule, links, approvals, backs, open }),
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

type Links = Answers & { number: EditionNumber; rule: ApprovalRule; links: readonly ApprovalLink[] };

/** The latest first. */
async function askedViews(deps: ReviewDeps, { links, ...known }: Links): Promise<AskedView[]> {
  const views: AskedView[] = [];
  for (const link of links) {
    const view = askedView(link, known);
    const waits = known.open && view.state === NO_ANSWER && link.deputy_for === null;
    views.unshift({
      ...view,
      ...(link.deputy_for === null ? {} : { deputyFor: await calledAs(deps.db, link.deputy_for) }),
      ...(waits ? { next: await whoIsNext(deps, known, link) } : {}),
    });
  }
  return views;
}

/** Who is asked too when whoever has this link does not answer. */
async function whoIsNext(
  { db, clock, config }: ReviewDeps,
  { number: edition, rule }: Pick<Links, 'number' | 'rule'>,
  { person_id: person }: ApprovalLink,
): Promise<string | undefined> {
  if (person === null) return undefined;
  const { day } = wallOf(clock.now(), config.timeZone);
  const found = await standInFor(db, { edition, person, rule, day });
  if (!found) return undefined;
  const { deputy, refused } = found;
  return refused === undefined
    ? `Deputy: ${deputy.name}, who is asked too when there is no answer`
    : `Deputy: ${deputy.name}, who cannot be asked: ${refused}`;
}

const NO_ANSWER = 'None yet';

function askedView(link: ApprovalLink, { approvals, backs, open }: Answers): AskedView {
  const { id, email, name, person_id, asked_by, asked_at, revoked_at } = link;
  const approved = approvals.find(({ link_id }) => link_id === id);
  const back = backs.find(({ link_id }) => link_id === id);
  const latest = approved && (!back || approved.at >= back.at) ? approved : back;
  const answer = latest === undefined ? NO_ANSWER : latest === approved ? 'Approved' : 'Sent back';
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
