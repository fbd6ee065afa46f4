import type { Mail } from './mails/mail.ts';
import type { EventSettings, Latency, QuotaLimits } from './options.ts';
import { type SnsMessage, type SnsType, signSnsMessage } from './sns/sign.ts';
import type { State } from './state.ts';

export type MailQuery = { destination?: string; tag?: string; offset?: number; limit?: number };

const matches = (mail: Mail, { destination, tag }: MailQuery) =>
  (destination === undefined ||
    mail.destinations.some((one) => one.toLowerCase() === destination.toLowerCase())) &&
  (tag === undefined || mail.tags.some((one) => `${one.name}=${one.value}` === tag || one.value === tag));

async function postConfirmation(state: State) {
  const token = state.subscription.renew();
  const message: SnsMessage = {
    Type: 'SubscriptionConfirmation' satisfies SnsType,
    MessageId: crypto.randomUUID(),
    Token: token,
    TopicArn: state.topicArn,
    Message: `You have chosen to subscribe to the topic ${state.topicArn}.\nTo confirm the subscription, visit the SubscribeURL included in this message.`,
    SubscribeURL: `https://sns.${state.options.region}.amazonaws.com/?Action=ConfirmSubscription&TopicArn=${state.topicArn}&Token=${token}`,
    Timestamp: new Date(state.clock.wall()).toISOString(),
  };
  state.courier.send([message]);
  return { token };
}

/** Everything a test may change or read; the HTTP routes under /_control do the same. */
export function createControl(state: State) {
  const counters = () => ({
    mails: state.store.count(),
    ...state.counters.report(),
    ...state.quota.peaks(),
    sentLast24Hours: state.quota.sentLast24Hours(state.clock.monotonic()),
    events: state.courier.counters(),
    subscriptionConfirmed: state.subscription.confirmed(),
  });

  return {
    counters,
    settings: () => ({
      quota: state.quota.limits(),
      latency: state.latency(),
      events: { to: state.eventsTo(), topicArn: state.topicArn, ...state.courier.settings() },
      faults: state.faults.report(),
      account: state.accountState.now(),
      signingCertUrl: state.signer.signingCertUrl,
    }),
    setQuota: (changed: Partial<QuotaLimits> & { sentBefore?: number | undefined }) =>
      state.quota.set(changed),
    setFaults: state.faults.set,
    /** What the account says of itself: sandbox, identity, configuration set, event destinations, subscriptions. */
    setAccount: state.accountState.change,
    /** Verified addresses and domains from now on; undefined = any domain. */
    setIdentities: state.setIdentities,
    restoreAccount: state.accountState.restore,
    setLatency: (changed: Partial<Latency>) => state.setLatency(changed),
    setBehaviours: state.behaviours.set,
    setEvents: (changed: Partial<EventSettings>) => state.courier.set(changed),
    setEventsTo: state.postEventsTo,
    /** Mails whose destination or tag value is exactly the one given, oldest first; all of them without a limit. */
    mails({ offset = 0, limit = Number.POSITIVE_INFINITY, ...query }: MailQuery = {}) {
      const found = state.store.list().filter((mail) => matches(mail, query));
      return found.slice(offset, offset + limit);
    },
    mail: state.store.find,
    raw: state.store.raw,
    ledger: state.store.ledger,
    /** Posts a signed SubscriptionConfirmation; `ConfirmSubscription` with its token completes it. */
    subscribe: () => postConfirmation(state),
    /** Signs any message with the simulator's key, so that hostile ones can be built. */
    sign: (message: SnsMessage, over?: { version?: '1' | '2'; signingCertUrl?: string }) =>
      signSnsMessage(state.signer, message, over),
    /** Forgets mails, counters, peaks and events that wait; settings and faults stay. */
    clear() {
      state.store.clear();
      state.counters.clear();
      state.quota.reset();
      state.statistics.clear();
      state.courier.clear();
    },
  };
}
export type Control = ReturnType<typeof createControl>;
