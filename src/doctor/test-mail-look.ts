import { type DoctorFinding, found, wrong } from './finding.ts';
import type { TestMailEvents } from './test-mail.store.ts';

/** What came of the doctor's test mail. */
export type TestMailFacts = TestMailEvents & {
  /** The link that was sent, and the answer to its button; undefined = it could not be asked. */
  unsubscribe: string;
  clicked: { status: number; nobody: boolean } | { error: string };
  /** How long its events were waited for, s. */
  waited: number;
};

/** A test mail that did not go. */
export const testMailRefused = (why: string): DoctorFinding =>
  wrong('test-mail-not-sent', {
    what: `The test mail was not sent: ${why}`,
    why: 'No other mail would go either, as things are here.',
    mend: 'Mend what the other findings name, or what this sentence says, then `quarterly doctor --send-test ADDRESS` again.',
  });

/** Whether the round trip is whole: the mail, its events, its headers, its button. */
export function judgeTestMail(facts: TestMailFacts): DoctorFinding[] {
  return [...judgeEvents(facts), ...judgeListHeaders(facts), ...judgeButton(facts)];
}

function judgeEvents({ types, waited }: TestMailFacts): DoctorFinding[] {
  const bad = types.find((type) => ['Bounce', 'Complaint', 'Reject', 'Rendering Failure'].includes(type));
  const none = types.length === 0;
  const lacking = ['Send', 'Delivery'].filter((type) => !types.includes(type));
  return found(
    [
      bad,
      () =>
        wrong('test-mail-came-back', {
          what: `Amazon SES reports of the test mail: ${bad}.`,
          why: 'The mail did not arrive.',
          mend: 'Use an address that takes mail, such as your own; `quarterly subscribers show ADDRESS` says whether it is suppressed here, and `aws sesv2 get-suppressed-destination --email-address ADDRESS` there.',
        }),
    ],
    [
      none,
      () =>
        wrong('test-events-none', {
          what: `SES took the test mail, and no event of it arrived within ${waited} s.`,
          why: 'What becomes of mails is not known here: dead addresses are mailed again, and unknown mails stay so.',
          mend: 'See that a web runs at PUBLIC_URL with the topic in SNS_TOPIC_ARNS, and that the topic has its subscription: `aws sns list-subscriptions-by-topic --topic-arn …`',
        }),
    ],
    [
      !none && !bad && lacking.length > 0,
      () =>
        wrong('test-events-lacking', {
          what: `Of the test mail no ${lacking.join(' and no ')} event arrived within ${waited} s.`,
          why: 'A receiving server may take longer; where it never comes, the event destination leaves that kind out.',
          mend: `Look into the mailbox. If the mail is there, add ${lacking.map((type) => type.toUpperCase()).join(' and ')} to the event destination of the configuration set.`,
        }),
    ],
  );
}

function judgeListHeaders({ types, headers, unsubscribe }: TestMailFacts): DoctorFinding[] {
  if (types.length === 0) return [];
  const whole =
    headers['list-unsubscribe']?.includes(`<${unsubscribe}>`) &&
    headers['list-unsubscribe-post']?.trim() === 'List-Unsubscribe=One-Click';
  return found([
    !whole,
    () =>
      wrong('test-headers-changed', {
        what: 'List-Unsubscribe did not reach SES as it was sent.',
        why: 'Gmail and Yahoo ask of bulk senders that it is there, one https address, with List-Unsubscribe-Post (RFC 8058).',
        mend: 'Take whatever stands between Quarterly and SES and rewrites mails away: SES_ENDPOINT=   (empty), and no SubscriptionManagement (ListManagementOptions) in the configuration set',
      }),
  ]);
}

const judgeButton = ({ clicked }: TestMailFacts): DoctorFinding[] =>
  found([
    'error' in clicked || clicked.status !== 200 || !clicked.nobody,
    () =>
      wrong('test-button-refused', {
        what: `The one-click button of the test mail ${'error' in clicked ? `reaches nobody: ${clicked.error}` : `is answered with ${clicked.status}`}.`,
        why: 'Readers who cannot leave complain, and big mailbox providers refuse bulk mail without it.',
        mend: 'Set PUBLIC_URL to the address at which this installation’s web answers, and let POST through the proxy as it comes: without redirect, login or cookie.',
      }),
  ]);
