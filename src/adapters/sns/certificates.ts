import { X509Certificate } from 'node:crypto';
import { type Clock, fault } from '../../core/index.ts';

/** The PEM certificate at an address that has been checked to be Amazon's. */
export type CertificateSource = (url: string) => Promise<string>;

const TIMEOUT_MS = 5_000;
const MAX_BYTES = 64 * 1_024;
const MAX_KEPT = 20;
const FETCHES_A_MINUTE = 10;

async function fetchPem(url: string): Promise<string> {
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
  const bytes = response.ok ? await response.arrayBuffer() : undefined;
  if (!bytes || bytes.byteLength > MAX_BYTES) {
    throw fault('unavailable', `The certificate of SNS could not be fetched (HTTP ${response.status}).`);
  }
  return Buffer.from(bytes).toString('latin1');
}

/** Amazon's certificates, over TLS. */
export const amazonCertificates: CertificateSource = fetchPem;

/** The simulator signs with a key of its own, whatever address its messages name. */
export const simulatorCertificates =
  (endpoint: () => Promise<string>): CertificateSource =>
  async () =>
    fetchPem(`${await endpoint()}/sns/certificate.pem`);

/** Where the addresses of certificates that have verified a message outlive the process, newest first. */
export type CertificateMemory = {
  read(): Promise<readonly string[]>;
  write(addresses: readonly string[]): Promise<void>;
};
const forgetful: CertificateMemory = { read: async () => [], write: async () => {} };

/** Each region has its own, and two overlap when Amazon changes one. */
const MOST_REMEMBERED = 5;
/** Another process may have seen a new one verify. */
const REMEMBERED_FOR_MS = 60_000;
const TRY_AGAIN_MS = 5_000;

/** The addresses that have verified a message, as this process knows them. */
function remembered(memory: CertificateMemory, clock: Clock) {
  let addresses: readonly string[] = [];
  let stale = Number.NEGATIVE_INFINITY;
  const refresh = async () => {
    const now = clock.now().getTime();
    if (now < stale) return;
    stale = now + REMEMBERED_FOR_MS;
    addresses = await memory.read().catch(() => {
      stale = now + TRY_AGAIN_MS;
      return addresses;
    });
  };
  return {
    has: (url: string) => addresses.includes(url),
    async knows(url: string): Promise<boolean> {
      if (!addresses.includes(url)) await refresh();
      return addresses.includes(url);
    },
    async add(url: string): Promise<void> {
      if (await this.knows(url)) return;
      addresses = [url, ...addresses].slice(0, MOST_REMEMBERED);
      // What is not remembered is only fetched from the other budget.
      await memory.write(addresses).catch(() => {});
    },
  };
}

/** @throws Fault `unavailable` when it is used up for now. */
function fetchBudget(clock: Clock): { spend(): void } {
  let fetched: number[] = [];
  return {
    spend() {
      const now = clock.now().getTime();
      fetched = fetched.filter((at) => now - at < 60_000);
      if (fetched.length >= FETCHES_A_MINUTE) {
        throw fault('unavailable', 'Too many SNS certificates were asked for in the last minute.');
      }
      fetched.push(now);
    },
  };
}

/**
 * Keeps certificates, and limits how often they are asked for: a forger can invent addresses at Amazon's host without end,
 * and each would make us call there. Addresses that have verified a message have a budget of their own, so that forged ones
 * never stand in the way of genuine ones, also not after a restart.
 */
export function keptCertificates(source: CertificateSource, clock: Clock, memory = forgetful) {
  const kept = new Map<string, Promise<X509Certificate>>();
  const verified = remembered(memory, clock);
  const budgets = { verified: fetchBudget(clock), others: fetchBudget(clock) };

  async function load(url: string): Promise<X509Certificate> {
    const pem = await source(url);
    return new X509Certificate(pem);
  }

  function keep(url: string): Promise<X509Certificate> {
    const loading = load(url);
    kept.set(url, loading);
    loading.catch(() => kept.delete(url));
    const oldest = kept.size > MAX_KEPT ? [...kept.keys()].find((one) => !verified.has(one)) : undefined;
    if (oldest !== undefined) kept.delete(oldest);
    return loading;
  }

  async function certificate(url: string): Promise<X509Certificate> {
    if (!kept.has(url)) {
      const isVerified = await verified.knows(url);
      if (!kept.has(url)) (isVerified ? budgets.verified : budgets.others).spend();
    }
    const found = await (kept.get(url) ?? keep(url)).catch((cause: unknown) => {
      throw fault('unavailable', `The certificate of an SNS message could not be read: ${String(cause)}`);
    });
    const now = clock.now().getTime();
    if (now < Date.parse(found.validFrom) || now > Date.parse(found.validTo)) {
      kept.delete(url);
      throw fault('forbidden', 'The certificate of this SNS message is not valid at this time.');
    }
    return found;
  }

  return {
    /** @throws Fault `unavailable` when it cannot be had now, `forbidden` when it is not valid at this time. */
    certificate,
    /** A message was signed with the certificate at this address. */
    hasVerified: (url: string): Promise<void> => verified.add(url),
  };
}
