import { addressPattern } from '../chance.ts';
import type { Behaviour } from '../options.ts';
import type { EventBody } from './events.ts';

const SIMULATOR = '@simulator.amazonses.com';
const MAILBOXES: Record<string, Behaviour> = {
  success: 'success',
  bounce: 'bounce',
  complaint: 'complaint',
  suppressionlist: 'suppressed',
  ooto: 'ooto',
};

/** The SES mailbox simulator: `bounce@simulator.amazonses.com`, also with a label as in `bounce+reader7@…`. */
function mailboxBehaviour(address: string): Behaviour | undefined {
  const lower = address.toLowerCase();
  if (!lower.endsWith(SIMULATOR)) return undefined;
  const [mailbox = ''] = lower.slice(0, -SIMULATOR.length).split('+');
  return Object.hasOwn(MAILBOXES, mailbox) ? MAILBOXES[mailbox] : undefined;
}

/** How each address behaves: the configured one, else the mailbox simulator's, else success. */
export function createBehaviours(first: Record<string, Behaviour>) {
  const compiled = (given: Record<string, Behaviour>) =>
    Object.entries(given).map(([pattern, behaviour]) => ({ pattern: addressPattern(pattern), behaviour }));
  let rules = compiled(first);
  return {
    set(changed: Record<string, Behaviour>) {
      rules = compiled(changed);
    },
    of: (address: string): Behaviour =>
      rules.find((rule) => rule.pattern.test(address))?.behaviour ?? mailboxBehaviour(address) ?? 'success',
  };
}

const SEND: EventBody = { eventType: 'Send' };
const DELIVERY: EventBody = { eventType: 'Delivery' };
const bounce = (
  bounceType: 'Permanent' | 'Transient' | 'Undetermined',
  bounceSubType: string,
): EventBody => ({
  eventType: 'Bounce',
  bounceType,
  bounceSubType,
});

const OUTCOMES: Record<Behaviour, readonly EventBody[]> = {
  success: [SEND, DELIVERY],
  // What an answering machine sends back reaches SES as a bounce.
  ooto: [SEND, DELIVERY, bounce('Transient', 'General')],
  bounce: [SEND, bounce('Permanent', 'General')],
  suppressed: [SEND, bounce('Permanent', 'Suppressed')],
  'account-suppressed': [SEND, bounce('Permanent', 'OnAccountSuppressionList')],
  'soft-bounce': [SEND, bounce('Transient', 'MailboxFull')],
  undetermined: [SEND, bounce('Undetermined', 'Undetermined')],
  complaint: [SEND, DELIVERY, { eventType: 'Complaint', feedback: 'abuse' }],
  'not-spam': [SEND, DELIVERY, { eventType: 'Complaint', feedback: 'not-spam' }],
  delay: [SEND, { eventType: 'DeliveryDelay' }, DELIVERY],
  reject: [SEND, { eventType: 'Reject' }],
  'rendering-failure': [{ eventType: 'Rendering Failure' }],
  'send-only': [SEND],
  silent: [],
};

/** What SES would publish for a mail to an address that behaves so, in order. */
export const outcomeOf = (behaviour: Behaviour): readonly EventBody[] => OUTCOMES[behaviour];
