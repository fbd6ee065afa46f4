import type { AccountAnswer, AccountFacts, SendingAccount } from './account.ts';
import { type DoctorFinding, doubtful, found, type Seen, wrong } from './finding.ts';
import { type IdentityAsked, lookAtIdentity } from './identity-look.ts';
import { lookAtReports, type ReportsAsked } from './reports-look.ts';

export type AccountAsked = IdentityAsked &
  ReportsAsked & {
    /** How many readers the next edition goes to; undefined = not known, the database is away. */
    readers: number | undefined;
  };

/** Looks at the account that mails go through: what it may, what it is known as, and where it reports. */
export async function lookAtAccount(amazon: SendingAccount, asked: AccountAsked): Promise<Seen> {
  const [account, identity, reports] = await Promise.all([
    amazon.account(),
    lookAtIdentity(amazon, asked),
    lookAtReports(amazon, asked),
  ]);
  const answers: AccountAnswer<unknown>[] = [account, ...identity.answers, ...reports.answers];
  const told = account.kind === 'told' ? account.value : undefined;
  return {
    findings: [
      ...unanswered(answers, asked.region),
      ...(told ? judgeAccount(told, asked) : []),
      ...identity.findings,
      ...reports.findings,
    ],
    notes: told && asked.readers !== undefined ? [pace(told, asked.readers)] : [],
  };
}

/** One finding for all that could not be asked for one reason. */
function unanswered(answers: readonly AccountAnswer<unknown>[], region: string): DoctorFinding[] {
  const lacking = [...new Set(answers.flatMap((one) => (one.kind === 'forbidden' ? [one.action] : [])))];
  const failed = answers.filter((one) => one.kind === 'failed');
  const [first] = failed;
  const credentials = failed.find((one) => one.credentials);
  const statement = { Effect: 'Allow', Action: lacking, Resource: '*' };
  return found(
    [
      credentials,
      () =>
        wrong('ses-credentials', {
          what: `Amazon does not accept who asks: ${credentials?.error}.`,
          why: 'Nothing can be sent with these credentials.',
          mend: 'AWS_ACCESS_KEY_ID=… and AWS_SECRET_ACCESS_KEY=… of a user with the policy of docs/operations/production.md, or an instance role; `aws sts get-caller-identity` says who asks',
        }),
    ],
    [
      first && !credentials,
      () =>
        wrong('ses-unreachable', {
          what: `Amazon SES in ${region} does not answer: ${first?.error}.`,
          why: 'Nothing can be sent while it is away.',
          mend: `\`curl -sS https://email.${region}.amazonaws.com\` must answer from here; else open port 443 in the firewall, or correct AWS_REGION or SES_ENDPOINT.`,
        }),
    ],
    [
      lacking.length > 0,
      () =>
        doubtful('ses-forbidden', {
          what: `The policy does not allow ${lacking.join(', ')}.`,
          why: 'What these would show was not looked at. Sending does not need them.',
          mend: `Add this statement to the policy: ${JSON.stringify(statement)}`,
        }),
    ],
  );
}

function judgeAccount(account: AccountFacts, { readers, region }: AccountAsked): DoctorFinding[] {
  const left = account.perDay - account.sentToday;
  const missing = ['BOUNCE', 'COMPLAINT'].filter((reason) => !account.suppressed.includes(reason));
  return found(
    [
      !account.sendingEnabled,
      () =>
        wrong('ses-paused', {
          what: `Sending is paused for this account in ${region}.`,
          why: 'SES refuses every mail.',
          mend: `Where SES has not paused it itself: aws sesv2 put-account-sending-attributes --sending-enabled --region ${region}; else answer the case in the Support Center.`,
        }),
    ],
    [account.enforcement === 'PROBATION', () => enforced('is under review', region, 'ses-under-review')],
    [account.enforcement === 'SHUTDOWN', () => enforced('was shut down', region, 'ses-shut-down')],
    [
      !account.production,
      () =>
        wrong('ses-sandbox', {
          what: `The account is in the sandbox in ${region}.`,
          why: 'SES sends only to verified addresses, 200 a day.',
          mend: `aws sesv2 put-account-details --production-access-enabled --mail-type MARKETING --website-url PUBLIC_URL --use-case-description 'A quarterly bulletin to subscribers who confirmed' --region ${region}`,
        }),
    ],
    [
      readers !== undefined && readers > left,
      () =>
        wrong('ses-quota-day', {
          what: `The next edition goes to ${readers?.toLocaleString('en-GB')} readers; SES takes ${Math.max(0, left).toLocaleString('en-GB')} more of ${account.perDay.toLocaleString('en-GB')} mails in 24 hours.`,
          why: 'The run is held in the middle, and the rest waits for the next day.',
          mend: `aws service-quotas request-service-quota-increase --service-code ses --quota-code L-804C8AE8 --desired-value ${roomy(readers ?? 0)} --region ${region}   (sending quota a day)`,
        }),
    ],
    [
      missing.length > 0,
      () =>
        doubtful('ses-suppression-off', {
          what: `The account's suppression list leaves out ${missing.join(' and ')}.`,
          why: 'An address that bounced for another of your services is mailed again, and counts against the account.',
          mend: `aws sesv2 put-account-suppression-attributes --suppressed-reasons BOUNCE COMPLAINT --region ${region}`,
        }),
    ],
  );
}

const enforced = (what: string, region: string, code: string): DoctorFinding =>
  wrong(code, {
    what: `The account ${what} by Amazon SES in ${region}.`,
    why: 'Too much bounced or was complained about; SES may refuse every mail at any moment.',
    mend: 'AccountAnswer the open case in the Support Center (https://console.aws.amazon.com/support/home) with what was mended; until then `SENDING=off` on every process, then `quarterly sending adopt`',
  });

/** A tenth more than needed, in whole thousands. */
const roomy = (readers: number) => Math.ceil((readers * 1.1) / 1_000) * 1_000;

function pace({ perSecond, perDay, sentToday }: AccountFacts, readers: number): string {
  const day = Number.isFinite(perDay)
    ? `, and takes ${Math.max(0, perDay - sentToday).toLocaleString('en-GB')} more in 24 hours`
    : '';
  const rate = Number.isFinite(perSecond) ? `At ${perSecond} a second` : 'Without a limit of the account';
  const takes =
    Number.isFinite(perSecond) && perSecond > 0 ? lasting(readers / perSecond) : 'no time of its own';
  return `${rate} the next edition to ${readers.toLocaleString('en-GB')} readers takes ${takes}; SES has had ${sentToday.toLocaleString('en-GB')} mails in the last 24 hours${day}.`;
}

/** `3 h 20 min`, `4 min`, `less than a minute`. */
export function lasting(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (minutes < 1) return 'less than a minute';
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
