import { printSignIn } from '../access/index.ts';
import type { App } from '../compose/app.ts';
import { type EmailAddress, fault, localTime, paths, sayReason } from '../core/index.ts';
import { lastSignInMail } from '../delivery/index.ts';
import { liveWorkers } from '../settings/index.ts';
import { say, sayJson } from '../terminal/say.ts';
import { acting, OPERATOR } from './acting.ts';

/** Lets somebody of the desk in without a mail, and says what became of the mail that they asked for. */
export const signInCommand = (email: EmailAddress, { json }: { json?: boolean }) =>
  acting('people.change', OPERATOR, async (app, by) => {
    const printed = await printSignIn(app, { email, by });
    if (!printed) {
      throw fault(
        'not-found',
        'Nobody of the desk has this address: `quarterly desk people` lists them, `quarterly desk invite` makes somebody one of them.',
      );
    }
    const { publicUrl, timeZone, desk } = app.config;
    const url = `${publicUrl}${paths.desk.signInLink({ token: printed.link })}`;
    const mail = await mailOf(app, email);
    if (json) return sayJson({ url, expiresAt: printed.expiresAt, mail });
    say(url);
    say(
      `It signs ${email} in, in whatever browser opens it: once, until ${localTime(printed.expiresAt, timeZone)}.`,
    );
    if (desk === 'off') say('DESK is off here: open it where another process serves the desk.');
    if (mail) say(`Their last mail, of ${localTime(mail.askedAt, timeZone)}: ${mail.became}.`);
  });

/** `undefined` when none was asked for, or retention has taken it. */
async function mailOf({ db, clock }: App, email: EmailAddress) {
  const last = await lastSignInMail(db, email);
  if (!last) return undefined;
  const why = last.reason && sayReason(last.reason, 'terminal');
  const waits = last.state === 'queued' && (await liveWorkers(db, clock.now())) === 0;
  const became = [
    BECAME[last.state] ?? last.state,
    ...(why ? [why] : []),
    ...(waits ? ['no worker is running (`quarterly worker`)'] : []),
  ].join(': ');
  return { askedAt: last.at, state: last.state, became };
}

const BECAME: Record<string, string> = {
  queued: 'it has not left yet',
  calling: 'it is on its way to Amazon SES',
  accepted: 'Amazon SES took it',
  rejected: 'it was not sent',
  unknown: 'nobody can say whether it left',
};
