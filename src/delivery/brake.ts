import type { BrakeCounts } from './feedback.store.ts';

/**
 * Amazon reviews an account at 5 % hard bounces and may pause it at 10 %; complaints 0.1 % and 0.5 %
 * (SES Developer Guide, "Sender review process FAQs"). The run is held well before the account is.
 */
const MOST_BOUNCES = 0.05;
const MOST_COMPLAINTS = 0.003;
/** Below these a rate says nothing yet. */
const LEAST_SENT = 50;
const LEAST_BOUNCES = 5;
const LEAST_COMPLAINTS = 2;

/** Why an edition in flight must stop, or `undefined`. */
export function brake({ sent, hardBounces, complaints }: BrakeCounts): string | undefined {
  if (sent < LEAST_SENT) return undefined;
  if (hardBounces >= LEAST_BOUNCES && hardBounces / sent > MOST_BOUNCES) {
    return said(hardBounces, sent, 'bounced', MOST_BOUNCES);
  }
  if (complaints >= LEAST_COMPLAINTS && complaints / sent > MOST_COMPLAINTS) {
    return said(complaints, sent, 'were complained about', MOST_COMPLAINTS);
  }
  return undefined;
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

const said = (count: number, sent: number, what: string, limit: number) =>
  `${count} of ${sent} mails ${what} (${percent(count / sent)}, limit ${percent(limit)}): look at the list before you resume.`;
