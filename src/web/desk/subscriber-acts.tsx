import type { Context } from 'hono';
import { erase, type HowBy, leave, liftSuppression, suppressAddress } from '../../../subscribers/index.ts';
import type { DeskProblem } from '../../../templates/web/desk/page.tsx';
import type { ReaderAct } from '../../../templates/web/desk/subscriber.tsx';
import { LiftPage, ReaderActPage } from '../../../templates/web/desk/subscriber-act.tsx';
import { type EmailAddress, fault, isFault, paths, type SubscriberId } from '../../core/index.ts';
import { leadTo } from '../canonical.ts';
import { statusOf } from '../faults.tsx';
import { type Form, readForm } from '../readers/form.ts';
import type { DeskDeps, SignedInEnv } from './deps.ts';
import { deskPage } from './page.tsx';
import { actsOn, type ShownReader, wasActive } from './subscriber-view.ts';
import { sayCause } from './why-words.ts';

type C = Context<SignedInEnv>;

export const howOf = (c: C): HowBy => ({ source: 'desk', wording: null, by: c.get('actor') });

/** Back to the reader's page, which says what was done. */
export const backToReader = (c: C, id: SubscriberId, what: string) =>
  leadTo(c, c.get('site'), { address: paths.desk.subscriber({ id }, { done: what }), status: 303 });

type Typed = { next: string; reason: string };
type Again = { typed: Typed; problems: readonly DeskProblem[]; status: ReturnType<typeof statusOf> };

/** @throws Fault `conflict` where it cannot be done any more. */
function actIn(c: C, { reader, suppression }: ShownReader): { act: ReaderAct; email: EmailAddress } {
  const act = actsOn(reader, suppression).find((one) => one === c.req.param('act'));
  if (act === undefined || reader.email === null)
    throw fault('conflict', 'That cannot be done with this reader now: look at their page again.');
  return { act, email: reader.email };
}

/** Asks before an act. @throws Fault `conflict` where it cannot be done. */
export async function askAct(c: C, shown: ShownReader, again?: Again) {
  const { act, email } = actIn(c, shown);
  const asked = { site: c.get('site'), id: shown.reader.id, email };
  const problems = again?.problems ?? [];
  const body =
    act === 'lift' ? (
      <LiftPage
        {...asked}
        cause={sayCause(shown.suppression?.reason ?? shown.reader.stateReason)}
        mayGoOn={wasActive(shown)}
        typed={again?.typed ?? { next: '', reason: '' }}
        problems={problems}
      />
    ) : (
      <ReaderActPage {...asked} act={act} />
    );
  return deskPage(c, {
    at: 'subscribers',
    title: 'Change a reader',
    body,
    problems,
    status: again?.status ?? 200,
  });
}

/** Does it, and leads back to the reader. @throws Fault `conflict` where it cannot be done. */
export async function doAct(c: C, deps: DeskDeps, shown: ShownReader) {
  const { act, email } = actIn(c, shown);
  const { id } = shown.reader;
  const how = howOf(c);
  const form = await readForm(c);
  switch (act) {
    case 'unsubscribe':
      await leave(deps, id, how);
      break;
    case 'suppress':
      await suppressAddress(deps, email, how);
      break;
    case 'erase':
      await erase(deps, id, how);
      break;
    case 'lift': {
      const again = await lift(deps, { email, how, form });
      if (again) return askAct(c, shown, again);
    }
  }
  return backToReader(c, id, act);
}

type Lifting = { email: EmailAddress; how: HowBy; form: Form };

/** What is wrong with what was typed, where something is. */
async function lift(deps: DeskDeps, { email, how, form }: Lifting): Promise<Again | undefined> {
  const typed = { next: form.text('next'), reason: form.text('reason') };
  const wrong = (field: string, message: string, status: Again['status'] = 400): Again => ({
    typed,
    problems: [{ field, message }],
    status,
  });
  if (typed.next !== 'sign-up' && typed.next !== 'go-on') return wrong('next', 'Choose what happens then');
  const goesOn = typed.next === 'go-on';
  if (goesOn && typed.reason === '') return wrong('reason', 'Say why mail may go on');
  try {
    const reason = typed.reason === '' ? {} : { reason: typed.reason };
    await liftSuppression(deps, email, { how, ...reason, ...(goesOn ? { reactivate: true } : {}) });
  } catch (error) {
    if (!isFault(error)) throw error;
    return wrong('reason', error.message, statusOf(error.code));
  }
  return undefined;
}
