import type { AccountAnswer, IdentityFacts, SendingAccount } from './account.ts';
import { type DoctorFinding, doubtful, found, wrong } from './finding.ts';
import type { Names } from './names.ts';
import {
  domainOf,
  judgeDkimNames,
  judgeDmarc,
  judgeMailFrom,
  judgeSpf,
  NAMES_SILENT,
} from './records-look.ts';

export type IdentityAsked = {
  region: string;
  /** Who mails come from; undefined = neither `MAIL_FROM` nor an edition says it. */
  from: string | undefined;
  names: Names;
};
type Part = { answers: AccountAnswer<unknown>[]; findings: DoctorFinding[] };

/** The sender as SES knows it, and as the name servers do. */
export async function lookAtIdentity(amazon: SendingAccount, asked: IdentityAsked): Promise<Part> {
  const { from, names, region } = asked;
  if (from === undefined) return { answers: [], findings: [senderUnknown()] };
  const domain = domainOf(from);
  const [{ answers, name, facts }, dmarc] = await Promise.all([
    identityOf(amazon, from),
    judgeDmarc(names, domain),
  ]);
  const missing = answers.every(({ kind }) => kind === 'missing');
  const mailFrom = facts?.mailFrom;
  const records = await Promise.all([
    // Whether SPF of the domain itself matters hangs on what SES knows.
    facts ? judgeSpf(names, domain, { mailFrom: mailFrom?.domain }) : [],
    judgeDkimNames(names, name, facts?.dkim.tokens ?? []),
    mailFrom ? judgeMailFrom(names, mailFrom.domain, region) : [],
  ]);
  return {
    answers: missing ? [] : answers.filter(({ kind }) => kind !== 'missing'),
    findings: [
      ...(missing ? [noIdentity(domain, region)] : []),
      ...(facts ? judgeIdentity(facts, { name, domain, region }) : []),
      ...oneSilence([...records.flat(), ...dmarc]),
    ],
  };
}

/** A name server that answers nothing is said once. */
const oneSilence = (findings: readonly DoctorFinding[]): DoctorFinding[] => {
  const first = findings.find(({ code }) => code === NAMES_SILENT);
  return findings.filter((finding) => finding.code !== NAMES_SILENT || finding === first);
};

/** The identity that SES takes a mail by: the address, its domain, or one above it (SES Developer Guide, "Verified identities"). */
async function identityOf(amazon: SendingAccount, from: string) {
  const domain = domainOf(from);
  const labels = domain.split('.');
  const above = labels.slice(1, -1).map((_, at) => labels.slice(at + 1).join('.'));
  const answers: AccountAnswer<IdentityFacts>[] = [];
  let own: { name: string; facts: IdentityFacts } | undefined;
  for (const name of [domain, ...above, from]) {
    const answer = await amazon.identity(name);
    answers.push(answer);
    if (answer.kind === 'told') own = { name, facts: answer.value };
    if (answer.kind !== 'missing') break;
  }
  return { answers, name: own?.name ?? domain, facts: own?.facts };
}

const senderUnknown = (): DoctorFinding =>
  doubtful('sender-unknown', {
    what: 'Neither MAIL_FROM nor a planned edition says who mails come from.',
    why: 'SES refuses a sender that is no verified identity of the account.',
    mend: "MAIL_FROM='Your Bulletin <bulletin@example.org>' with an address of a domain that is verified in SES",
  });

const noIdentity = (domain: string, region: string): DoctorFinding =>
  wrong('identity-missing', {
    what: `SES in ${region} knows no identity for ${domain}.`,
    why: 'It refuses every mail from there: all sending stops.',
    mend: `aws sesv2 create-email-identity --email-identity ${domain} --region ${region}`,
  });

type Known = { name: string; domain: string; region: string };

function judgeIdentity({ verified, dkim, mailFrom, type }: IdentityFacts, { name, domain, region }: Known) {
  return found(
    [
      !verified,
      () =>
        wrong('identity-unverified', {
          what: `The identity ${type === 'EMAIL_ADDRESS' ? `of the address in ${domain}` : name} is not verified in ${region}.`,
          why: 'SES refuses every mail from there.',
          mend:
            type === 'EMAIL_ADDRESS'
              ? `Open the link in the mail that SES sent to that address; better, verify the domain: aws sesv2 create-email-identity --email-identity ${domain} --region ${region}`
              : `Publish its three DKIM records (\`aws sesv2 get-email-identity --email-identity ${name} --region ${region}\` shows the tokens); SES looks for them for 72 hours.`,
        }),
    ],
    [
      verified && dkim.status !== 'SUCCESS',
      () =>
        wrong('dkim-not-verified', {
          what: `SES says of DKIM for ${name}: ${dkim.status}.`,
          why: 'Mails are not signed as yours, and big mailbox providers refuse bulk mail that is not.',
          mend: `aws sesv2 put-email-identity-dkim-signing-attributes --email-identity ${name} --signing-attributes-origin AWS_SES --region ${region}   and the three CNAME records that it answers with`,
        }),
    ],
    [
      verified && dkim.status === 'SUCCESS' && !dkim.signing,
      () =>
        wrong('dkim-off', {
          what: `DKIM is verified for ${name}, and signing is off.`,
          why: 'Mails leave unsigned, and big mailbox providers refuse bulk mail that is.',
          mend: `aws sesv2 put-email-identity-dkim-attributes --email-identity ${name} --signing-enabled --region ${region}`,
        }),
    ],
    [
      mailFrom === undefined,
      () =>
        doubtful('mail-from-none', {
          what: `${name} has no custom MAIL FROM domain.`,
          why: 'SPF then speaks for amazonses.com and not for you: DMARC hangs on DKIM alone.',
          mend: `aws sesv2 put-email-identity-mail-from-attributes --email-identity ${name} --mail-from-domain bounce.${name} --region ${region}   then MX bounce.${name} "10 feedback-smtp.${region}.amazonses.com" and TXT bounce.${name} "v=spf1 include:amazonses.com ~all"`,
        }),
    ],
    [
      mailFrom !== undefined && mailFrom.status !== 'SUCCESS',
      () =>
        wrong('mail-from-not-verified', {
          what: `SES says of the MAIL FROM domain ${mailFrom?.domain}: ${mailFrom?.status}.`,
          why: 'SPF does not speak for your domain, or SES refuses the mails, as the identity is set.',
          mend: `MX ${mailFrom?.domain} "10 feedback-smtp.${region}.amazonses.com", then aws sesv2 put-email-identity-mail-from-attributes --email-identity ${name} --mail-from-domain ${mailFrom?.domain} --region ${region}`,
        }),
    ],
  );
}
