import { X509Certificate } from 'node:crypto';
import { type Clock, fault } from '../core/index.ts';

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

/**
 * Keeps certificates, and limits how often unknown ones are asked for: a forger can invent addresses at Amazon's
 * host without end, and each would make us call there.
 */
export function keptCertificates(source: CertificateSource, clock: Clock) {
  const kept = new Map<string, Promise<X509Certificate>>();
  let fetched: number[] = [];

  async function load(url: string): Promise<X509Certificate> {
    const pem = await source(url);
    return new X509Certificate(pem);
  }

  function spend() {
    const now = clock.now().getTime();
    fetched = fetched.filter((at) => now - at < 60_000);
    if (fetched.length >= FETCHES_A_MINUTE) {
      throw fault('unavailable', 'Too many unknown SNS certificates were named in the last minute.');
    }
    fetched.push(now);
  }

  /** @throws Fault `unavailable` when it cannot be had now, `forbidden` when it is not valid at this time. */
  return async (url: string): Promise<X509Certificate> => {
    let loading = kept.get(url);
    if (!loading) {
      spend();
      loading = load(url);
      kept.set(url, loading);
      loading.catch(() => kept.delete(url));
      const oldest = kept.size > MAX_KEPT ? kept.keys().next().value : undefined;
      if (oldest !== undefined) {
        kept.delete(oldest);
      }
    }
    const certificate = await loading.catch((cause: unknown) => {
      throw fault('unavailable', `The certificate of an SNS message could not be read: ${String(cause)}`);
    });
    const now = clock.now().getTime();
    if (now < Date.parse(certificate.validFrom) || now > Date.parse(certificate.validTo)) {
      kept.delete(url);
      throw fault('forbidden', 'The certificate of this SNS message is not valid at this time.');
    }
    return certificate;
  };
}
