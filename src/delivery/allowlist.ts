import type { EmailAddress } from '../core/index.ts';

/** Whether real mail may go to an address. */
export type Allowlist = (address: EmailAddress) => boolean;

/**
 * Reads `SENDING_ALLOWLIST`: addresses, domains (with or without a leading `@`), or `*` for everyone.
 * An empty list allows nobody. Compared without regard to case; a domain does not cover its subdomains.
 */
export function allowlist(entries: readonly string[]): Allowlist {
  const wanted = entries.map((entry) => entry.trim().toLowerCase()).filter(Boolean);
  if (wanted.includes('*')) return () => true;
  const addresses = new Set(wanted.filter((entry) => entry.lastIndexOf('@') > 0));
  const domains = new Set(
    wanted.filter((entry) => entry.lastIndexOf('@') <= 0).map((d) => d.replace(/^@/, '')),
  );
  return (address) => {
    const lower = address.toLowerCase();
    return addresses.has(lower) || domains.has(lower.slice(lower.lastIndexOf('@') + 1));
  };
}

/** For the simulator, where nothing leaves the machine. */
export const everyone: Allowlist = () => true;
