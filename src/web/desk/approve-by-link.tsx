import { type Context, Hono } from 'hono';
import type { Child } from 'hono/jsx';
import {
  type AnswerTyped,
  ApproveByLink,
  ApprovedByLink,
  approveTitle,
  DeadApprovalLink,
  type DeadLink,
} from '../../../templates/web/desk/approve-by-link.tsx';
import { DeskPage, type DeskProblem } from '../../../templates/web/desk/page.tsx';
import { calledAs } from '../../access/index.ts';
import { type Actor, actorName, fault, isFault, oneLine, paths } from '../../core/index.ts';
import {
  approvalRule,
  approveEdition,
  draftSnapshot,
  isFrozen,
  listApprovals,
  type OpenedLink,
  openApprovalLink,
  selectLastEditor,
  selectReopening,
  selectSendBacks,
  sendBackEdition,
  whyNotApprover,
} from '../../editions/index.ts';
import { leadTo } from '../canonical.ts';
import { statusOf } from '../faults.tsx';
import { framedMail } from '../framed-mail.ts';
import { type Form, readForm } from '../readers/form.ts';
import { formSize, privatePage } from '../readers/guards.ts';
import type { DeskDeps, DeskEnv } from './deps.ts';
import { compiledMail, draftMail, draftMailHtml, waitForMail } from './draft-mail.ts';
import { whatFollows } from './follows.ts';
import { handsOfLink } from './hands.ts';
import { type ReviewDeps, reviewOf } from './review.ts';

const MOST_NAME = 100;

/** A mailed link to approve an edition. To look at it changes nothing, however often; only its buttons answer. */
export function approveByLinkRoutes(deps: ReviewDeps): Hono<DeskEnv> {
  const routes = new Hono<DeskEnv>();
  routes.use(`${paths.approve.stem}/*`, privatePage, formSize);

  routes.get(paths.approve.route, async (c) => {
    const opened = await openApprovalLink(deps.db, c.req.param('token'));
    return opened?.state === 'open' ? look(c, deps, opened) : dead(c, opened);
  });

  routes.get(paths.approveMail.route, async (c) => {
    const opened = await openApprovalLink(deps.db, c.req.param('token'));
    if (opened?.state !== 'open') return dead(c, opened);
    const compiled = await draftMail(deps, await draftSnapshot(deps, opened.edition.number));
    if (!compiled) throw fault('not-found', 'The mail is being made: look again in a few seconds.');
    return framedMail(c, draftMailHtml(deps, compiled));
  });

  routes.post(paths.approve.route, async (c) => {
    const token = c.req.param('token');
    const opened = await openApprovalLink(deps.db, token);
    if (opened?.state !== 'open') return dead(c, opened);
    const form = await readForm(c);
    const typed = { name: oneLine(form.text('name')).slice(0, MOST_NAME), words: form.text('words') };
    const problems = wrongIn(opened, form, typed);
    if (problems.length > 0) return look(c, deps, opened, { typed, problems, status: 400 });
    try {
      await answer(c, deps, opened, { form, typed });
    } catch (error) {
      if (!isFault(error)) throw error;
      const problem = { field: 'main', message: error.message };
      const again = await openApprovalLink(deps.db, token);
      if (again?.state !== 'open') return dead(c, again);
      return look(c, deps, again, { typed, problems: [problem], status: statusOf(error.code) });
    }
    return leadTo(c, c.get('site'), { address: paths.approve({ token }), status: 303 });
  });
  return routes;
}

function wrongIn({ person }: OpenedLink, form: Form, { name, words }: AnswerTyped): DeskProblem[] {
  const problems: DeskProblem[] = [];
  if (!person && name === '') problems.push({ field: 'name', message: 'Enter your name' });
  if (form.text('answer') === 'send-back' && words === '')
    problems.push({ field: 'words', message: 'Say what should change: the editors read it' });
  return problems;
}

type Given = { form: Form; typed: AnswerTyped };

async function answer(
  c: Context<DeskEnv>,
  deps: DeskDeps,
  opened: OpenedLink,
  { form, typed }: Given,
): Promise<void> {
  const { link, edition } = opened;
  const by = answersAs(opened, typed.name);
  const content = form.text('content');
  const hands = await handsOfLink(c, deps, opened.link);
  if (form.text('answer') === 'send-back') {
    await sendBackEdition(deps, edition.number, { by, words: typed.words, content, link: link.id });
    return;
  }
  if (form.text('answer') !== 'approve') throw fault('invalid', 'Press one of the two buttons.');
  // A second click, or a second approver: the page says who it was.
  if (isFrozen(edition.state)) return;
  await waitForMail(deps, await draftSnapshot(deps, edition.number));
  await approveEdition(deps, edition.number, by, {
    words: typed.words,
    rule: await approvalRule(deps.db, deps.config.approvalBy),
    compile: compiledMail(deps),
    content,
    link: link.id,
    hands,
  });
}

const answersAs = ({ person, link }: OpenedLink, name: string): Actor =>
  person ? { kind: 'person', ...person } : { kind: 'guest', link: link.id, name };

type Again = { typed: AnswerTyped; problems: readonly DeskProblem[]; status: ReturnType<typeof statusOf> };

async function look(
  c: Context<DeskEnv>,
  deps: ReviewDeps,
  opened: OpenedLink,
  again?: Again,
): Promise<Response> {
  const { link, edition, person, same } = opened;
  const { number } = edition;
  const site = c.get('site');
  const by = person ? ({ kind: 'person', ...person } as const) : undefined;
  const frame = site.at(paths.approveMail({ token: c.req.param('token') ?? '' }));
  const looker = { links: same, ...(by ? { by } : {}) };
  const { review, content } = await reviewOf(deps, number, { looker, frame });
  const follows = await whatFollows(deps, edition);
  const isOwn = (id: number | null) => same.some((one) => one.id === id);
  const title = approveTitle(review);
  const page = (body: Child, status: Again['status'] | 200 = 200) =>
    c.html(
      <DeskPage site={site} title={title} links={[]} problems={again?.problems ?? []}>
        {body}
      </DeskPage>,
      status,
    );
  if (isFrozen(edition.state)) {
    const [given] = await listApprovals(deps.db, number);
    const said = {
      by: given ? actorName(given.actor) : (edition.approved_by ?? 'Somebody'),
      own: given !== undefined && isOwn(given.link_id),
      at: given?.at ?? edition.approved_at ?? deps.clock.now(),
      words: given?.words ?? null,
    };
    return page(<ApprovedByLink site={site} review={review} given={said} follows={follows} />);
  }
  const [back] = await selectSendBacks(deps.db, number);
  const reopened = edition.reopened_at && (await selectReopening(deps.db, number));
  const refused = whyNotApprover({
    by: answersAs(opened, ''),
    hands: await handsOfLink(c, deps, opened.link),
    rule: await approvalRule(deps.db, deps.config.approvalBy),
    lastEditor: await selectLastEditor(deps.db, number),
  });
  const deputyFor = link.deputy_for === null ? undefined : await calledAs(deps.db, link.deputy_for);
  return page(
    <ApproveByLink
      site={site}
      review={review}
      content={content}
      guest={!person}
      follows={follows}
      typed={again?.typed ?? { name: '', words: '' }}
      problems={again?.problems ?? []}
      {...(link.asked_by.kind === 'flow' ? {} : { askedBy: actorName(link.asked_by) })}
      {...(person ? { person: person.name } : {})}
      {...(deputyFor === undefined ? {} : { deputyFor })}
      {...(refused === undefined ? {} : { refused })}
      {...(reopened ? { reopened: reopened.reason } : {})}
      {...(back && back.content_key === content
        ? {
            sentBack: { by: actorName(back.actor), own: isOwn(back.link_id), at: back.at, words: back.words },
          }
        : {})}
    />,
    again?.status,
  );
}

function dead(c: Context<DeskEnv>, opened: OpenedLink | undefined): Response | Promise<Response> {
  const site = c.get('site');
  const why = whyDead(opened);
  const out = why === 'published' && opened ? site.at(paths.edition({ number: opened.edition.number })) : '';
  return c.html(
    <DeskPage site={site} title="This link does not work any more" links={[]}>
      <DeadApprovalLink why={why} {...(out ? { edition: out } : {})} />
    </DeskPage>,
    why === 'unknown' ? 404 : 410,
  );
}

function whyDead(opened: OpenedLink | undefined): DeadLink {
  if (!opened) return 'unknown';
  if (opened.state === 'over') return opened.edition.state === 'cancelled' ? 'cancelled' : 'published';
  return opened.state === 'revoked' ? 'revoked' : 'not-theirs';
}
