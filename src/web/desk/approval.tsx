import { type Context, Hono } from 'hono';
import { ApprovalPage } from '../../../templates/web/desk/approval.tsx';
import { type EditionNumber, editionNumber, fault, paths } from '../../core/index.ts';
import { draftSnapshot } from '../../editions/index.ts';
import { framedMail } from '../framed-mail.ts';
import { readForm } from '../readers/form.ts';
import { formSize } from '../readers/guards.ts';
import { approvalActs } from './approval-acts.ts';
import { approvalView } from './approval-view.ts';
import type { SignedInEnv } from './deps.ts';
import { draftMail, draftMailHtml } from './draft-mail.ts';
import { deskPage } from './page.tsx';
import { type PressedAgain, pressed } from './pressed.ts';
import type { ReviewDeps } from './review.ts';

/** Everything about the approval of an edition: who is asked, the answers, and opening it again. */
export function approvalRoutes(deps: ReviewDeps): Hono<SignedInEnv> {
  const routes = new Hono<SignedInEnv>();
  routes.use(paths.desk.approval.route, formSize);

  routes.get(paths.desk.approval.route, async (c) => show(c, deps, numberIn(c)));

  routes.get(paths.desk.approvalMail.route, async (c) => {
    const compiled = await draftMail(deps, await draftSnapshot(deps, numberIn(c)));
    if (!compiled) throw fault('not-found', 'The mail is being made: look again in a few seconds.');
    return framedMail(c, draftMailHtml(deps, compiled));
  });

  routes.post(paths.desk.approval.route, async (c) => {
    const number = numberIn(c);
    const form = await readForm(c);
    const act = approvalActs.get(form.text('do'));
    if (!act) throw fault('invalid', 'Press one of the buttons.');
    const asked = { number, form, actor: c.get('actor'), person: c.get('person') };
    return pressed(c, {
      form,
      act: () => act(deps, asked),
      again: (how) => show(c, deps, number, how),
      onward: paths.desk.approval({ number }, { done: form.text('do') }),
    });
  });
  return routes;
}

export const numberIn = (c: Context): EditionNumber => editionNumber(Number(c.req.param('number')));

const DONE: Readonly<Record<string, string>> = {
  ask: 'They are asked. The mails go as soon as the edition is checked and its mail is made.',
  revoke: 'The link does not work any more.',
  approve: 'You approved it.',
  'send-back': 'You sent it back. Whoever asked is told.',
  alone: 'It is approved. Another person should look at it.',
  look: 'You looked at it.',
  reopen: 'It is open to changes again.',
};

const TYPED = ['words', 'alone', 'reason', 'email', 'called', 'do'] as const;

async function show(
  c: Context<SignedInEnv>,
  deps: ReviewDeps,
  number: EditionNumber,
  again?: PressedAgain,
): Promise<Response> {
  const site = c.get('site');
  const viewer = { actor: c.get('actor'), person: c.get('person') };
  const view = await approvalView(deps, number, { ...viewer, at: site.at });
  const typed = again
    ? {
        ...Object.fromEntries(TYPED.map((name) => [name, again.form.text(name)])),
        person: again.form.list('person').join(','),
      }
    : {};
  const problems = again?.problems ?? [];
  const done = DONE[c.req.query('done') ?? ''];
  return deskPage(c, {
    at: 'editions',
    title: `Approval of edition ${number}`,
    body: <ApprovalPage site={site} {...view} typed={typed} problems={problems} />,
    problems,
    ...(again ? { status: again.status } : {}),
    ...(done && !again ? { done } : {}),
  });
}
