import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { fault } from './core/index.ts';
import { delivery } from './options/delivery.ts';
import { desk } from './options/desk.ts';
import { flow } from './options/flow.ts';
import { incoming } from './options/incoming.ts';
import { installation } from './options/installation.ts';
import { mail } from './options/mail.ts';
import type { Option } from './options/schemas.ts';
import { upkeep } from './options/upkeep.ts';

/** Every option there is. `docs/configuration.md` is generated from this table, and a test holds them together. */
export const options = {
  ...installation,
  ...mail,
  ...incoming,
  ...delivery,
  ...flow,
  ...desk,
  ...upkeep,
};

type Read = { [K in keyof typeof options]: z.output<(typeof options)[K]['schema']> };
/** A signing key; `id` is derived from the key, so it survives reordering. */
export type SecretKey = { id: string; key: Buffer };
export type Config = Omit<Read, 'publicUrl' | 'secretKey' | 'secretKeys'> & {
  publicUrl: string;
  /** False where `PUBLIC_URL` is not set and `publicUrl` is this machine's. */
  publicUrlIsSet: boolean;
  /** First signs, all verify. Empty: `openApp` makes one and keeps it in the database. */
  secretKeys: SecretKey[];
};

export function secretKeyFrom(secret: string): SecretKey {
  const id = createHash('sha256').update(`quarterly key id\n${secret}`).digest('base64url').slice(0, 4);
  return { id, key: createHash('sha256').update(`quarterly signing key\n${secret}`).digest() };
}

/**
 * Reads every option from the environment.
 * @throws Fault `invalid` that names the first wrong option in one sentence.
 */
export function loadConfig(env: Record<string, string | undefined>): Config {
  const read = Object.fromEntries(
    Object.entries(options).map(([key, row]) => [key, readOption(row as Option<unknown>, env[row.env])]),
  ) as Read;
  refuseContradictions(read);
  const secrets = [...read.secretKeys, ...(read.secretKey ? [read.secretKey] : [])];
  return {
    ...read,
    publicUrl: read.publicUrl ?? `http://localhost:${read.port}`,
    publicUrlIsSet: read.publicUrl !== undefined,
    secretKeys: [...new Set(secrets)].map(secretKeyFrom),
  };
}

function readOption(row: Option<unknown>, raw: string | undefined): unknown {
  const result = row.schema.safeParse(raw === undefined || raw.trim() === '' ? row.default : raw.trim());
  if (result.success) return result.data;
  throw fault('invalid', `The option ${row.env} ${result.error.issues[0]?.message ?? 'is wrong'}.`);
}

function refuseContradictions(read: Read): void {
  const host = read.sesEndpoint ? new URL(read.sesEndpoint).hostname : 'localhost';
  if (read.sending === 'simulator' && !['localhost', '127.0.0.1', '[::1]'].includes(host)) {
    throw fault(
      'invalid',
      'The option SES_ENDPOINT must be on this machine while SENDING=simulator; set SENDING=live to reach another.',
    );
  }
}
