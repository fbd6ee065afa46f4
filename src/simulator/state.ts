import { randomBytes, randomUUID } from 'node:crypto';
import { createAccount } from './account.ts';
import { chance } from './chance.ts';
import { createCounters } from './counters.ts';
import { createFaults } from './faults.ts';
import { folderStore } from './mails/folder.ts';
import { ledgerStore } from './mails/ledger.ts';
import type { MailStore } from './mails/mail.ts';
import { countingStore, memoryStore } from './mails/memory.ts';
import type { Latency, ResolvedOptions } from './options.ts';
import { createQuota } from './quota.ts';
import { createStatistics } from './ses/statistics.ts';
import { createCourier } from './sns/courier.ts';
import { createBehaviours } from './sns/outcomes.ts';
import type { Signer } from './sns/sign.ts';

/** Wall and monotonic milliseconds; the latter comparable between processes of one machine to within their clocks. */
const clock = {
  wall: () => Date.now(),
  monotonic: () => performance.timeOrigin + performance.now(),
};

function storeFor({ keep, storeDir }: ResolvedOptions): MailStore {
  if (keep === 'count') return countingStore();
  if (keep === 'discard') return ledgerStore(storeDir);
  return storeDir === undefined ? memoryStore() : folderStore(storeDir);
}

/** The one subscription of the one topic: pending until its token comes back. */
function createSubscription() {
  let token: string | undefined;
  let confirmed = false;
  return {
    id: randomUUID(),
    renew() {
      token = randomBytes(64).toString('hex');
      confirmed = false;
      return token;
    },
    confirm(given: string) {
      confirmed ||= token !== undefined && given === token;
      return given === token;
    },
    confirmed: () => confirmed,
  };
}

/** Everything one simulator holds; made once at the start. */
export function createState(options: ResolvedOptions, signer: Signer) {
  let eventsTo = options.eventsTo;
  let latency: Latency = { latencyMs: options.latencyMs, acceptAt: options.acceptAt };
  const { maxSendRate, max24HourSend, enforce, dayMs } = options;
  return {
    options,
    clock,
    signer,
    account: { accountId: options.accountId, region: options.region },
    topicArn: options.topicArn ?? `arn:aws:sns:${options.region}:${options.accountId}:quarterly`,
    store: storeFor(options),
    quota: createQuota({ maxSendRate, max24HourSend, enforce, dayMs }),
    faults: createFaults(),
    behaviours: createBehaviours(options.behaviours),
    statistics: createStatistics(),
    accountState: createAccount(),
    counters: createCounters(),
    courier: createCourier(signer, () => eventsTo, options.events),
    subscription: createSubscription(),
    chance: chance(options.events.seed),
    eventsTo: () => eventsTo,
    postEventsTo(url: string | undefined) {
      eventsTo = url;
    },
    setIdentities(identities: string[] | undefined) {
      if (identities) options.identities = identities;
      else delete options.identities;
    },
    latency: () => latency,
    setLatency(changed: Partial<Latency>) {
      latency = { ...latency, ...changed };
    },
  };
}
export type State = ReturnType<typeof createState>;
