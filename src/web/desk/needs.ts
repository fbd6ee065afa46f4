import { may, type Permission } from '../../access/index.ts';
import type { Alarm } from '../../alarms/index.ts';
import {
  type Actor,
  type EditionNumber,
  type NamedPerson,
  type PersonId,
  type Reason,
  type RunId,
  sayReason,
} from '../../core/index.ts';
import type { MailsInDoubt, WaitingTelling } from '../../delivery/index.ts';
import type { EditionSummary } from '../../editions/index.ts';
import type { EditionRun } from '../../flows/index.ts';
import type { WhoseTurn } from './turn.ts';

/** Everything that could wait for somebody, as it stands. */
export type DeskStanding = {
  articles: { count: number; since: Date } | undefined;
  /** Changes that contributors propose to what was accepted. */
  proposals: readonly { article: number; headline: string; at: Date }[];
  editions: readonly EditionSummary[];
  runs: readonly EditionRun[];
  /** Of editions that are put together: whose turn it is. */
  turns: ReadonlyMap<EditionNumber, WhoseTurn>;
  /** Of these: who may not approve it, since they changed its content last. */
  barred: ReadonlyMap<EditionNumber, ReadonlySet<PersonId>>;
  /** When each was put before its approvers last. */
  asked: ReadonlyMap<EditionNumber, Date>;
  inDoubt: readonly MailsInDoubt[];
  tellings: readonly WaitingTelling[];
  /** Those that fire. */
  alarms: readonly Alarm[];
  /** Approved without a second person, and not looked at since. */
  alone: readonly { edition: EditionNumber; by: Actor; at: Date; why: string | null }[];
  /** Who of the desk may do it. */
  people: readonly NamedPerson[];
};

export type NeedKind =
  | 'articles'
  | 'proposal'
  | 'approval'
  | 'edition'
  | 'run'
  | 'in-doubt'
  | 'telling'
  | 'second-look'
  | 'alarm';

/** One thing that needs somebody: what, whose turn, since when, by when. */
export type Need = {
  kind: NeedKind;
  edition?: EditionNumber;
  article?: number;
  /** The run that stands still. */
  run?: RunId;
  what: string;
  why?: string;
  /** Names of everybody else who may do it. */
  others: readonly string[];
  since: Date;
  by?: Date;
};

const ASKS: Record<NeedKind, Permission> = {
  articles: 'article.judge',
  proposal: 'article.judge',
  approval: 'edition.approve',
  edition: 'edition.write',
  run: 'run.stop',
  'in-doubt': 'delivery.decide',
  telling: 'telling.approve',
  'second-look': 'edition.look-again',
  alarm: 'alarm.acknowledge',
};

/**
 * What this person may do now, the longest waiting first. Nobody looks again at what they approved themselves, and whoever changed the
 * content last is not asked to approve it.
 */
export function needsOf(standing: DeskStanding, person: NamedPerson): Need[] {
  const mayDo = (one: NamedPerson, { kind, edition }: Bare) =>
    may({ kind: 'person', ...one }, ASKS[kind]) &&
    !(kind === 'approval' && edition !== undefined && standing.barred.get(edition)?.has(one.id));
  const others = (need: Bare) =>
    standing.people.filter((one) => one.id !== person.id && mayDo(one, need)).map(({ name }) => name);
  return [
    ...articleNeeds(standing),
    ...standing.proposals.map(proposalNeed),
    ...runNeeds(standing),
    ...doubtNeeds(standing),
    ...tellingNeeds(standing),
    ...lookNeeds(standing, person),
    ...alarmNeeds(standing),
  ]
    .filter((need) => mayDo(person, need))
    .map((need) => ({ ...need, others: others(need) }))
    .sort((a, b) => a.since.getTime() - b.since.getTime());
}

type Bare = Omit<Need, 'others'>;
const some = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

const articleNeeds = ({ articles }: DeskStanding): Bare[] =>
  articles
    ? [
        {
          kind: 'articles',
          what: `${some(articles.count, 'article')} ${articles.count === 1 ? 'has' : 'have'} come in and nobody has judged ${articles.count === 1 ? 'it' : 'them'}`,
          since: articles.since,
        },
      ]
    : [];

const proposalNeed = ({ article, headline, at }: DeskStanding['proposals'][number]): Bare => ({
  kind: 'proposal',
  article,
  what: `The contributor of “${headline}” proposes a change`,
  since: at,
});

const said = (reason: Reason | null) => (reason ? { why: sayReason(reason, 'page') } : {});

function runNeeds({ runs, editions, asked, turns }: DeskStanding): Bare[] {
  return runs.flatMap((run): Bare[] => {
    const edition = run.edition_number;
    const summary = editions.find(({ number }) => number === edition);
    const due = summary?.sendAt ? { by: summary.sendAt } : {};
    if (run.state === 'waiting') {
      if (summary?.state !== 'assembled') return [];
      const since = asked.get(edition) ?? run.started_at;
      const turn = turns.get(edition);
      return turn?.whose === 'editors'
        ? [
            {
              kind: 'edition',
              edition,
              what: `Edition ${edition} waits for its editors`,
              why: turn.sentence,
              since,
              ...due,
            },
          ]
        : [{ kind: 'approval', edition, what: `Edition ${edition} waits for approval`, since, ...due }];
    }
    const what = STOPPED[run.state];
    return what
      ? [
          {
            kind: 'run',
            edition,
            what: `Edition ${edition} ${what}`,
            run: run.id,
            ...said(run.reason),
            since: run.started_at,
            ...due,
          },
        ]
      : [];
  });
}

const STOPPED: Partial<Record<EditionRun['state'], string>> = {
  held: 'is held by something outside',
  failed: 'has failed and does not go on by itself',
  paused: 'is paused',
};

const doubtNeeds = ({ inDoubt }: DeskStanding): Bare[] =>
  inDoubt.map(({ edition, mails, since }) => ({
    kind: 'in-doubt',
    edition,
    what: `Of ${some(mails, 'mail')} of edition ${edition} nobody can say whether ${mails === 1 ? 'it' : 'they'} left`,
    why: 'An event of Amazon may still tell; else decide whether they go again, at the risk of a second copy, or are closed.',
    since,
  }));

const tellingNeeds = ({ tellings }: DeskStanding): Bare[] =>
  tellings.map(({ edition, headline, askedBy, since }) => ({
    kind: 'telling',
    edition,
    what: `Readers are to be told of a change of “${headline}” in edition ${edition}`,
    why: `Asked for by ${askedBy}.`,
    since,
  }));

const lookNeeds = ({ alone }: DeskStanding, person: NamedPerson): Bare[] =>
  alone
    .filter(({ by }) => personOf(by) !== person.id)
    .map(({ edition, at, why }) => ({
      kind: 'second-look',
      edition,
      what: `Edition ${edition} was approved without a second person: look at it`,
      ...(why === null ? {} : { why }),
      since: at,
    }));

/** Somebody who has acknowledged it deals with it. */
const alarmNeeds = ({ alarms }: DeskStanding): Bare[] =>
  alarms
    .filter(({ acknowledged }) => acknowledged === null)
    .map(({ title, paragraphs, since }) => ({
      kind: 'alarm',
      what: title,
      ...(paragraphs[0] === undefined ? {} : { why: paragraphs[0] }),
      since,
    }));

const personOf = (actor: Actor) =>
  actor.kind === 'person' ? actor.id : actor.kind === 'command' ? actor.person?.id : undefined;

/** The edition that is being made: the next that is not sent. */
export const editionInHand = ({ editions }: DeskStanding): EditionSummary | undefined =>
  [...editions]
    .sort((a, b) => a.number - b.number)
    .find(
      ({ state }) =>
        state === 'planned' || state === 'assembled' || state === 'approved' || state === 'sending',
    );
