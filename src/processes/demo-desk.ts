import { invitePerson, printSignIn } from '../access/index.ts';
import type { App } from '../compose/app.ts';
import { startSending } from '../compose/runs.ts';
import { shellActor } from '../compose/shell-actor.ts';
import { editionNumber, fault, parseEmailAddress } from '../core/index.ts';
import { importEditionFolder } from '../editions/index.ts';
import { progress } from '../terminal/progress.ts';
import { say } from '../terminal/say.ts';
import { followRun } from './follow.ts';
import { lively, withLife } from './life.ts';

const APPROVER = { email: parseEmailAddress('kim@example.org'), name: 'Kim Example' };
const NEXT = editionNumber(8);

/** Something to approve at the desk, somebody who may, and the secret of a link that signs them in. */
export async function deskWithWork(app: App, folder: string) {
  say('Putting the next edition before an approver …');
  const by = shellActor();
  await withLife(() => invitePerson(app, { ...APPROVER, roles: ['admin', 'approver'], by }));
  await withLife(() => importEditionFolder({ ...app, languages: app.config.languages }, folder, by));
  await startSending(app, { edition: NEXT, by });
  await followRun(app, NEXT, { progress: lively(progress('Assembling')) });
  const printed = await printSignIn(app, { email: APPROVER.email, by });
  if (!printed) throw fault('not-found', 'The demo has lost its approver.');
  return { link: printed.link, approver: APPROVER.name, edition: NEXT };
}
