import type { MailOutcome, Reader, ShownAddress, StandingThen } from '../../../subscribers/index.ts';
import { type Reason, sayReason } from '../../core/index.ts';

type Say = (at: Date) => string;

/** What became of a reader's mail of one edition, as somebody at the desk would tell them. `say` writes a time. */
export function sayOutcome(outcome: MailOutcome, say: Say): string {
  switch (outcome.kind) {
    case 'delivered':
      return outcome.simulated
        ? `Went to the local simulator on ${say(outcome.at)}, and to no real mailbox.`
        : `Their mailbox took it: it was sent on ${say(outcome.at)}. If they do not see it, it is in their spam folder, or a filter moved it.`;
    case 'complained':
      return `They got it, sent on ${say(outcome.at)}, and reported it as spam.`;
    case 'accepted':
      return outcome.simulated
        ? `Went to the local simulator on ${say(outcome.at)}, and to no real mailbox.`
        : `Amazon took it on ${say(outcome.at)}, and their mailbox has not answered yet. If they do not see it, it may be in their spam folder.`;
    case 'on its way':
      return 'It is on its way: it has not been sent yet.';
    case 'unknown':
      return `Nobody can say whether it was sent on ${say(outcome.at)}: the connection to Amazon broke. It may have arrived.`;
    case 'bounced':
      return `It was sent on ${say(outcome.at)} and came back${because(outcome.why)}.`;
    case 'refused':
      return `Amazon refused it on ${say(outcome.at)}${because(outcome.why)}.`;
    case 'skipped':
      return `They were not sent it: ${SKIPPED[outcome.why?.code ?? ''] ?? (outcome.why ? sayReason(outcome.why, 'page') : 'the reason is no longer known')}.`;
    case 'not recorded':
      return `Mails from before ${say(outcome.before)} are no longer recorded one by one, so nobody can say.`;
    case 'not active':
      return `They were not sent it: ${sayStanding(outcome.standing, say)} when its readers were looked at, on ${say(outcome.at)}.`;
  }
}

const because = (why: Reason | null) => (why ? `: ${sayReason(why, 'page')}` : '');

/** Why a reader who was active was passed over. */
const SKIPPED: Readonly<Record<string, string>> = {
  'nothing-chosen': 'it had no article in the sections that they chose',
  'reader-paused': 'they had paused the bulletin',
  'not-allowed': 'this installation sends only to addresses on its list (SENDING_ALLOWLIST)',
  'run-cancelled': 'its sending was cancelled before their turn',
  'no-longer-reader': 'they had left before their turn',
  closed: 'nobody knew whether it had been sent, and somebody closed it',
};

function sayStanding({ state, since, reason }: StandingThen, say: Say): string {
  const when = since ? `, since ${say(since)},` : '';
  switch (state) {
    case 'none':
      return 'they had not subscribed yet';
    case 'pending':
      return 'they had not pressed the button in the confirmation mail yet';
    case 'unsubscribed':
      return `they had left${when}`;
    case 'suppressed':
      return `their address was suppressed${when}${reason ? ` for ${SUPPRESSED[reason] ?? reason},` : ''}`;
    case 'erased':
      return 'they had been erased';
    case 'active':
      return 'they were passed over, for a reason that is not known,';
  }
}

/** What a reader was stopped for. */
const SUPPRESSED: Readonly<Record<string, string>> = {
  'hard bounce': 'a mail that came back for good',
  'soft bounces': 'mails that came back several times in a row',
  complaint: 'a complaint (“this is spam”)',
  desk: 'a decision of the desk',
};

export const sayCause = (reason: string | null): string =>
  reason === null ? 'a reason that is not known' : (SUPPRESSED[reason] ?? reason);

/** What a reader gets from now on, and why. */
export function sayNow(
  { reader, suppression }: { reader: Reader } & Pick<ShownAddress, 'suppression'>,
  at: { say: Say; now: Date },
): string {
  const { say, now } = at;
  switch (reader.state) {
    case 'active':
      if (reader.pausedUntil && reader.pausedUntil > now)
        return `They paused the bulletin, and get it again from ${say(reader.pausedUntil)}.`;
      return reader.choice !== 'all' && reader.choice.length === 0
        ? 'They chose no section, so no edition has anything for them.'
        : 'They get each edition that has something in their sections.';
    case 'pending':
      return 'They signed up and have not pressed the button in the confirmation mail, so they get nothing yet. If the mail has not come, they can sign up again.';
    case 'unsubscribed':
      return `They left${reader.leftAt ? ` on ${say(reader.leftAt)}` : ''} and get nothing. Only they can sign up again.`;
    case 'suppressed':
      return `They get nothing${suppression ? ` since ${say(suppression.at)}` : ''}, because of ${sayCause(reader.stateReason)}.`;
    case 'erased':
      return 'They were erased: their address and name are gone, and what happened is kept without them.';
  }
}
