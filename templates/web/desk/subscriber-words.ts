import type { SubscriberState } from '../../../src/core/index.ts';

/** What a reader is, in a word that an editor needs no help with; in the order of the desk's lists. */
export const SUBSCRIBER_STATES: Readonly<Record<SubscriberState, string>> = {
  active: 'Active',
  pending: 'Not confirmed',
  unsubscribed: 'Left',
  suppressed: 'Suppressed',
  erased: 'Erased',
};
