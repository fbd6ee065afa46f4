import { setTimeout as delay } from 'node:timers/promises';
import { type Context, Hono } from 'hono';
import { DeskPage } from '../../../templates/web/desk/page.tsx';
import { SignInPage } from '../../../templates/web/desk/sign-in.tsx';
import { askSignIn, whoIsSignedIn } from '../../access/index.ts';
import { type EmailAddress, mailboxKey, paths, sentenceOf } from '../../core/index.ts';
import { postSignIn } from '../../delivery/index.ts';
import { sendNoticeJob } from '../../jobs/index.ts';
import { leadTo } from '../canonical.ts';
import { limits, withinLimits } from '../limits/index.ts';
import { readEmail, readForm } from '../readers/form.ts';
import { formSize } from '../readers/guards.ts';
import { networkFrom, roundedWait } from '../readers/too-many.tsx';
import { readDeskCookie } from './cookie.ts';
import type { DeskDeps, DeskEnv } from './deps.ts';
import { closeInBrowser, keepAsked, nextOf } from './session.ts';

/**
 * Writing to somebody of the desk takes 8.2 ms, finding that nobody has an address 1.6 (medians of 100, load 11), which would tell strangers
 * who works here. Within this time both are done, and every answer takes as long.
 */
const ANSWER_MS = 150;

/** `/desk/sign-in`: somebody gives their address and is written to, or is not; the page says the same. */
export function signInRoutes(deps: DeskDeps): Hono<DeskEnv> {
  const routes = new Hono<DeskEnv>();
  routes.get(paths.desk.signIn.route, async (c) => {
    const next = nextOf(c.req.query('next'));
    if (await isSignedIn(c, deps))
      return leadTo(c, c.get('site'), { address: next ?? paths.desk.home(), status: 303 });
    return asking(c, { next, out: c.req.query('out') !== undefined });
  });

  routes.post(paths.desk.signIn.route, formSize, async (c) => {
    const form = await readForm(c);
    const next = nextOf(form.text('next'));
    const { value: email, problem } = readEmail(form, c.get('site').locale);
    if (problem) return asking(c, { next, email: form.text('email'), problems: [problem], status: 400 });
    const wait = await waitOf(c, deps, email);
    if (wait > 0) {
      c.header('Retry-After', String(wait));
      const problems = [{ field: 'email', message: tooOften(wait) }];
      return asking(c, { next, email, problems, status: 429 });
    }
    const [{ browser, posted }] = await Promise.all([
      askSignIn({ ...deps, post: postSignIn }, email),
      delay(ANSWER_MS),
    ]);
    // Not waited for either; the sweeper rings too.
    if (posted !== undefined) void ring(deps, posted);
    keepAsked(c, deps, { browser, next });
    return leadTo(c, c.get('site'), { address: paths.desk.signInCode(), status: 303 });
  });

  routes.post(paths.desk.signOut.route, async (c) => {
    await closeInBrowser(c, deps);
    return leadTo(c, c.get('site'), { address: paths.desk.signIn({ out: '' }), status: 303 });
  });
  return routes;
}

type Asking = Omit<Parameters<typeof SignInPage>[0], 'site'> & { status?: 400 | 429 };

const asking = (c: Context<DeskEnv>, { status, ...page }: Asking) =>
  c.html(
    <DeskPage site={c.get('site')} title="Sign in to the desk" links={[]} problems={page.problems ?? []}>
      <SignInPage site={c.get('site')} {...page} />
    </DeskPage>,
    status ?? 200,
  );

async function isSignedIn(c: Context<DeskEnv>, { db, clock, config }: DeskDeps): Promise<boolean> {
  const token = readDeskCookie(c, 'session', config.publicUrl);
  const sessionLimits = { idleHours: config.sessionIdleHours, days: config.sessionDays };
  return token !== undefined && (await whoIsSignedIn({ db, clock }, token, sessionLimits)) !== undefined;
}

/** A stranger can neither fill the mailbox of somebody here, nor keep them out by asking in their name. In seconds; 0 = go ahead. */
function waitOf(c: Context<DeskEnv>, deps: DeskDeps, email: EmailAddress): Promise<number> {
  const network = networkFrom(c, deps.config.trustProxy);
  const mailbox = mailboxKey(email);
  return withinLimits(
    deps,
    { limit: limits.signInFromNetwork, who: network },
    { limit: limits.signInFromOne, who: `${mailbox} from ${network}` },
    { limit: limits.signInToAddress, who: mailbox },
  );
}

function tooOften(seconds: number): string {
  const { unit, count } = roundedWait(seconds);
  return `A link was asked for too often: try again in ${count} ${count === 1 ? unit.slice(0, -1) : unit}.`;
}

const ring = ({ queue, log }: DeskDeps, noticeId: number) =>
  queue.enqueue(sendNoticeJob, { noticeId }).catch((error) => {
    log.warn({ notice: noticeId, error: sentenceOf(error) }, 'a bell was not rung: the sweeper rings');
  });
