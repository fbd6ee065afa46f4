import { Hono } from 'hono';
import { HomePage, type InHand, type ShownNeed } from '../../../templates/web/desk/home.tsx';
import { deskTime } from '../../../templates/web/desk/time.ts';
import type { Site } from '../../../templates/web/site.ts';
import { listPeople } from '../../access/index.ts';
import { articlesToJudge } from '../../articles/index.ts';
import { type EditionState, paths, sayReason } from '../../core/index.ts';
import { mailsInDoubt, singleMailsWait, waitingTellings } from '../../delivery/index.ts';
import { approvalsAsked, type EditionSummary, listEditions, selectLookedAt } from '../../editions/index.ts';
import { stoppedRuns } from '../../flows/index.ts';
import type { DeskDeps, SignedInEnv } from './deps.ts';
import { type DeskStanding, editionInHand, type Need, needsOf } from './needs.ts';
import { deskPage } from './page.tsx';

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
    const mail = wait && `Mails to single people wait: ${sayReason(wait, 'terminal')}`;
    const inHand = edition && shownEdition(edition, time);
    return deskPage(c, {
      at: 'home',
      title: 'What needs you',
      body: <HomePage needs={needs} inHand={inHand} mail={mail} />,
    });
  });
  return routes;
}

async function standingNow({ db }: DeskDeps): Promise<DeskStanding> {
  const [articles, editions, runs, asked, inDoubt, tellings, alone, people] = await Promise.all([
    articlesToJudge(db),
    listEditions(db),
    stoppedRuns(db),
    approvalsAsked(db),
    mailsInDoubt(db),
    waitingTellings(db),
    selectLookedAt(db, { waiting: true }),
    listPeople(db),
  ]);
  return {
    articles,
    editions,
    runs,
    asked,
    inDoubt,
    tellings,
    alone: alone.map(({ edition_number: edition, actor: by, at, alone_reason: why }) => ({
      edition,
      by,
      at,
      why,
    })),
    people: people
      .filter(({ state }) => state !== 'removed')
      .map(({ id, name, email, roles }) => ({ id, name: name ?? email ?? `person ${id}`, roles })),
  };
}

type Time = { now: Date; timeZone: string };
type Around = { time: Time; site: Site };

function shownNeed({ kind, what, why, others, since, by }: Need, { time, site }: Around): ShownNeed {
  const turn = others.length === 0 ? 'Your turn' : `You, or ${others.join(', ')}`;
  return {
    what,
    why,
    href: kind === 'articles' ? site.at(paths.desk.articles({ status: 'submitted' })) : undefined,
    turn,
    since: deskTime(since, time),
    by: by && by > time.now ? `${deskTime(by, time)} (${countdown(by, time.now)})` : undefined,
  };
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
