import { Hono } from 'hono';
import { HomePage, type InHand, type ShownNeed } from '../../../templates/web/desk/home.tsx';
import { deskTime } from '../../../templates/web/desk/moments.ts';
import type { Site } from '../../../templates/web/site.ts';
import { listPeople } from '../../access/index.ts';
import { listAlarms } from '../../alarms/index.ts';
import { articlesToJudge, waitingProposals } from '../../articles/index.ts';
import {
  type EditionNumber,
  type EditionState,
  localTimes,
  type NamedPerson,
  type PersonId,
  paths,
} from '../../core/index.ts';
import { mailsInDoubt, singleMailsWait, waitingTellings } from '../../delivery/index.ts';
import {
  approvalRule,
  approvalsAsked,
  type EditionSummary,
  listEditions,
  loadEdition,
  selectLastEditor,
  selectLookedAt,
  whyNotApprover,
} from '../../editions/index.ts';
import { stoppedRuns } from '../../flows/index.ts';
import { datesAhead } from './dates-ahead.ts';
import type { DeskDeps, SignedInEnv } from './deps.ts';
import { handsOfPerson } from './hands.ts';
import { type DeskStanding, editionInHand, type Need, needsOf } from './needs.ts';
import { deskPage } from './page.tsx';
import { sayLocally } from './say-locally.ts';
import { type WhoseTurn, whoseTurn } from './turn.ts';

/** `/desk`: what needs whoever is signed in, and nothing else. */
export function homeRoutes(deps: DeskDeps): Hono<SignedInEnv> {
  const routes = new Hono<SignedInEnv>();
  routes.get(paths.desk.home.route, async (c) => {
    const standing = await standingNow(deps);
    const time = { now: deps.clock.now(), timeZone: deps.config.timeZone };
    const needs = needsOf(standing, c.get('person')).map((need) =>
      shownNeed(need, { time, site: c.get('site') }),
    );
    const edition = editionInHand(standing);
    const wait = await singleMailsWait(deps.db, time.now);
    const mail = wait && `Mails to single people wait: ${sayLocally(wait, time)}`;
    const inHand = edition && shownEdition(edition, time);
    return deskPage(c, {
      at: 'home',
      title: 'What needs you',
      body: (
        <HomePage
          needs={needs}
          inHand={inHand}
          mail={mail}
          calendar={deps.calendar && (await datesAhead(deps.calendar, { time, site: c.get('site') }))}
        />
      ),
    });
  });
  return routes;
}

async function standingNow(deps: DeskDeps): Promise<DeskStanding> {
  const { db } = deps;
  const { timeZone } = deps.config;
  const [articles, proposals, editions, runs, asked, inDoubt, tellings, alone, people, alarms] =
    await Promise.all([
      articlesToJudge(db),
      waitingProposals(db),
      listEditions(db),
      stoppedRuns(db),
      approvalsAsked(db),
      mailsInDoubt(db),
      waitingTellings(db),
      selectLookedAt(db, { waiting: true }),
      listPeople(db),
      listAlarms(db, { all: false, timeZone }),
    ]);
  const here = people
    .filter(({ state }) => state !== 'removed')
    .map(({ id, name, email, roles }) => ({ id, name: name ?? email ?? `person ${id}`, roles }));
  return {
    articles,
    proposals,
    editions,
    runs,
    asked,
    turns: await turnsOf(deps, editions),
    barred: await barredFrom(deps, editions, here),
    inDoubt,
    tellings,
    alarms,
    alone: alone.map(({ edition_number: edition, actor: by, at, alone_reason: why }) => ({
      edition,
      by,
      at,
      why,
    })),
    people: here,
  };
}

type Time = { now: Date; timeZone: string };
type Around = { time: Time; site: Site };

function shownNeed(need: Need, { time, site }: Around): ShownNeed {
  const { what, why, others, since, by } = need;
  const turn = others.length === 0 ? 'Your turn' : `You, or ${others.join(', ')}`;
  return {
    what,
    // Some are stored sentences.
    why: why && localTimes(why, time.timeZone),
    href: hrefOf(need, site),
    turn,
    since: deskTime(since, time),
    by: by && by > time.now ? `${deskTime(by, time)} (${countdown(by, time.now)})` : undefined,
  };
}

/** Where it is done. */
function hrefOf({ kind, edition: number, article: id, run }: Need, site: Site): string | undefined {
  if (kind === 'alarm') return site.at(paths.desk.alarms());
  if (kind === 'articles') return site.at(paths.desk.articles({ status: 'submitted' }));
  if (id !== undefined) return site.at(paths.desk.articleProposal({ id }));
  if (run !== undefined) return site.at(paths.desk.run({ id: run }));
  if (number === undefined) return undefined;
  if (kind === 'in-doubt') return site.at(paths.desk.reportDoubt({ number }));
  if (kind === 'telling') return site.at(paths.desk.tellings({ number }));
  if (kind === 'approval' || kind === 'second-look') return site.at(paths.desk.approval({ number }));
  return kind === 'edition' ? site.at(paths.desk.edition({ number })) : undefined;
}

/** Who may not approve an edition that waits, since they changed its content last. */
async function barredFrom(
  { db, config }: DeskDeps,
  editions: readonly EditionSummary[],
  people: readonly NamedPerson[],
): Promise<Map<EditionNumber, Set<PersonId>>> {
  const rule = await approvalRule(db, config.approvalBy);
  const barred = new Map<EditionNumber, Set<PersonId>>();
  for (const { number } of editions.filter(({ state }) => state === 'assembled')) {
    const lastEditor = await selectLastEditor(db, number);
    const those = new Set<PersonId>();
    for (const person of people) {
      const hands = await handsOfPerson(db, person);
      const by = { kind: 'person', ...person } as const;
      if (whyNotApprover({ by, hands, rule, lastEditor })) those.add(person.id);
    }
    barred.set(number, those);
  }
  return barred;
}

async function turnsOf(
  deps: DeskDeps,
  editions: readonly EditionSummary[],
): Promise<Map<EditionNumber, WhoseTurn>> {
  const open = editions.filter(({ state }) => state === 'assembled');
  const found = open.map(
    async ({ number }) => [number, await whoseTurn(deps, await loadEdition(deps.db, number))] as const,
  );
  return new Map(await Promise.all(found));
}

const DAY = 86_400_000;
const some = (count: number, one: string) => `${count} ${count === 1 ? one : `${one}s`}`;

/** "in 3 days", "in 5 hours", "overdue". */
export function countdown(at: Date, now: Date): string {
  const left = at.getTime() - now.getTime();
  if (left <= 0) return 'due';
  if (left >= 2 * DAY) return `in ${some(Math.floor(left / DAY), 'day')}`;
  const hours = Math.floor(left / 3_600_000);
  return hours >= 1 ? `in ${some(hours, 'hour')}` : `in ${some(Math.ceil(left / 60_000), 'minute')}`;
}

const STATES: Record<EditionState, string> = {
  planned: 'Being written',
  assembled: 'Put together',
  approved: 'Approved',
  sending: 'Being sent',
  sent: 'Sent',
  published: 'Published',
  cancelled: 'Cancelled',
};

function shownEdition({ number, title, cover, state, sendAt }: EditionSummary, time: Time): InHand {
  const next =
    sendAt === undefined
      ? 'Nothing says yet when its mails leave.'
      : sendAt > time.now
        ? `Its mails leave from ${deskTime(sendAt, time)} on (${countdown(sendAt, time.now)}), once it is approved.`
        : 'Its mails leave as soon as it is approved.';
  return {
    number,
    title,
    cover,
    state: STATES[state],
    next: state === 'sending' ? 'Its mails are leaving now.' : next,
  };
}
