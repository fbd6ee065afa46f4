import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { fault } from './core/index.ts';
import { alarms } from './options/alarms.ts';
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
  ...alarms,
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

/** An option whose value was refused, and why. */
export type RefusedOption = { env: string; says: string; example: string };

/**
 * Reads every option that can be read; the default stands in for each that cannot. For whoever says what is wrong with all of
 * them: no process works with it.
 */
export function readOptions(env: Record<string, string | undefined>): {
  config: Config;
  refused: RefusedOption[];
} {
  const good = { ...env };
  const refused: RefusedOption[] = [];
  for (const row of Object.values(options) as Option<unknown>[]) {
    const read = row.schema.safeParse(textOf(row, env[row.env]));
    if (read.success) continue;
    delete good[row.env];
    refused.push({
      env: row.env,
      says: read.error.issues[0]?.message ?? 'is wrong',
      example: row.default,
    });
  }
  try {
    return { config: loadConfig(good), refused };
  } catch {
    const says = 'must be on this machine while SENDING=simulator';
    const { SES_ENDPOINT: _, ...rest } = good;
    return {
      config: loadConfig(rest),
      refused: [...refused, { env: 'SES_ENDPOINT', says, example: '' }],
    };
  }
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
  const result = row.schema.safeParse(textOf(row, raw));
  if (result.success) return result.data;
  throw fault('invalid', `The option ${row.env} ${result.error.issues[0]?.message ?? 'is wrong'}.`);
}

const textOf = (row: Option<unknown>, raw: string | undefined) =>
  raw === undefined || raw.trim() === '' ? row.default : raw.trim();

function refuseContradictions(read: Read): void {
  const host = read.sesEndpoint ? new URL(read.sesEndpoint).hostname : 'localhost';
  if (read.sending === 'simulator' && !['localhost', '127.0.0.1', '[::1]'].includes(host)) {
    throw fault(
      'invalid',
      'The option SES_ENDPOINT must be on this machine while SENDING=simulator; set SENDING=live to reach another.',
    );
  }
}
