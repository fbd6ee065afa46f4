import type { DeskProblem } from '../../../templates/web/desk/page.tsx';
import { listPeople, may, requireMay } from '../../access/index.ts';
import {
  type Actor,
  type EditionNumber,
  type EmailAddress,
  isFault,
  type NamedPerson,
  parseEmailAddress,
} from '../../core/index.ts';
import {
  approvalRule,
  approveEdition,
  askPeople,
  draftSnapshot,
  isFrozen,
  loadEdition,
  lookAgain,
  reopenEdition,
  revokeApprovalLink,
  sendBackEdition,
  type ToAsk,
} from '../../editions/index.ts';
import type { Form } from '../readers/form.ts';
import type { DeskDeps } from './deps.ts';
import { compiledMail, waitForMail } from './draft-mail.ts';
import { handsOfPerson } from './hands.ts';

type Asked = { number: EditionNumber; form: Form; actor: Actor; person: NamedPerson };
type ApprovalAct = (deps: DeskDeps, asked: Asked) => Promise<DeskProblem | undefined>;

/** What the buttons of the page do, by their values. */
export const approvalActs: ReadonlyMap<string, ApprovalAct> = new Map<string, ApprovalAct>([
  ['ask', ask],
  ['revoke', revoke],
  ['approve', (deps, asked) => approve(deps, asked)],
  ['alone', approveAlone],
  ['send-back', sendBack],
  ['look', look],
  ['reopen', reopen],
]);

async function ask(deps: DeskDeps, { number, form, actor: by }: Asked): Promise<DeskProblem | undefined> {
  requireMay(by, 'edition.ask-approval');
  const guest = readGuest(form);
  if ('field' in guest) return guest;
  const to = [...(await chosenPeople(deps, form)), ...guest.to];
  if (to.length === 0) return { field: 'email', message: 'Choose somebody, or enter an email address' };
  await askPeople(deps, number, { by, to, approval: deps.config.approval });
  return undefined;
}

function readGuest(form: Form): { to: ToAsk[] } | DeskProblem {
  const [email, name] = [form.text('email'), form.text('called')];
  if (email === '') return { to: [] };
  try {
    return { to: [{ email: parseEmailAddress(email), ...(name ? { name } : {}) }] };
  } catch (error) {
    if (!isFault(error)) throw error;
    return { field: 'email', message: error.message };
  }
}

async function chosenPeople({ db }: DeskDeps, form: Form): Promise<ToAsk[]> {
  const ids = form.list('person');
  return (await listPeople(db)).flatMap(({ id, email, name, state, roles }) => {
    const person: NamedPerson = { id, name: name ?? '', roles };
    const chosen = ids.includes(String(id)) && state !== 'removed' && email !== null;
    if (!chosen || !may({ kind: 'person', ...person }, 'edition.approve')) return [];
    return [{ email: email as EmailAddress, ...(name ? { name } : {}) }];
  });
}

async function revoke(deps: DeskDeps, { number, form, actor: by }: Asked): Promise<undefined> {
  requireMay(by, 'edition.ask-approval');
  await revokeApprovalLink(deps, { edition: number, link: Number(form.text('link')) || 0, by });
}

async function approve(deps: DeskDeps, asked: Asked, alone?: string): Promise<undefined> {
  const { number, form, actor: by, person } = asked;
  requireMay(by, alone === undefined ? 'edition.approve' : 'edition.approve-alone');
  // Somebody else was quicker: the page says who.
  if (isFrozen((await loadEdition(deps.db, number)).state)) return;
  await waitForMail(deps, await draftSnapshot(deps, number));
  await approveEdition(deps, number, by, {
    words: form.text('words'),
    rule: await approvalRule(deps.db, deps.config.approvalBy),
    compile: compiledMail(deps),
    content: form.text('content'),
    hands: await handsOfPerson(deps.db, person),
    ...(alone === undefined ? {} : { alone }),
  });
}

async function approveAlone(deps: DeskDeps, asked: Asked): Promise<DeskProblem | undefined> {
  const alone = asked.form.text('alone');
  if (alone === '') return { field: 'alone', message: 'Say in a sentence why nobody else can be asked' };
  return approve(deps, asked, alone);
}

async function sendBack(
  deps: DeskDeps,
  { number, form, actor: by }: Asked,
): Promise<DeskProblem | undefined> {
  requireMay(by, 'edition.approve');
  const words = form.text('words');
  if (words === '') return { field: 'words', message: 'Say what should change: the editors read it' };
  await sendBackEdition(deps, number, { by, words, content: form.text('content') });
  return undefined;
}

async function look(deps: DeskDeps, { form, actor: by }: Asked): Promise<undefined> {
  requireMay(by, 'edition.look-again');
  await lookAgain(deps, { approval: Number(form.text('approval')) || 0, by });
}

async function reopen(deps: DeskDeps, { number, form, actor: by }: Asked): Promise<DeskProblem | undefined> {
  requireMay(by, 'edition.reopen');
  const reason = form.text('reason');
  if (reason === '') return { field: 'reason', message: 'Say in a sentence why it is opened again' };
  await reopenEdition(deps, number, { by, reason });
  return undefined;
}
