import { canonicalJson, sha256 } from '../core/index.ts';
import type { App } from './app.ts';

/** The options that decide what a mail is, or whom it reaches: all processes that send must agree on them. */
export const DECISIVE = [
  'SENDING',
  'SENDING_ALLOWLIST',
  'SES_ENDPOINT',
  'AWS_REGION',
  'SES_CONFIGURATION_SET',
  'MAIL_FROM',
  'PUBLIC_URL',
  'SECRET_KEY',
  'THEME',
  'LANGUAGES',
] as const;
export type DecisiveOption = (typeof DECISIVE)[number];

/** Each option's value as a hash: enough to compare, and nothing that could be read. */
export type Fingerprint = Record<DecisiveOption, string>;

/** What an option is hashed from. The built-in simulator counts as no endpoint, at whatever port it happens to listen. */
export function decisiveValues(
  { config, keys, rendering }: Pick<App, 'config' | 'keys' | 'rendering'>,
  simulatorUrl?: string,
): Record<DecisiveOption, string> {
  const endpoint = config.sesEndpoint ?? '';
  const builtIn = config.sending === 'simulator' && endpoint === simulatorUrl;
  return {
    SENDING: config.sending,
    SENDING_ALLOWLIST: [...new Set(config.sendingAllowlist.map((one) => one.toLowerCase()))].sort().join(','),
    SES_ENDPOINT: builtIn ? '' : endpoint,
    AWS_REGION: config.awsRegion,
    SES_CONFIGURATION_SET: config.sesConfigurationSet ?? '',
    MAIL_FROM: config.mailFrom ? `${config.mailFrom.name} <${config.mailFrom.address}>` : '',
    PUBLIC_URL: config.publicUrl,
    SECRET_KEY: keys[0].key.toString('hex'),
    THEME: canonicalJson(rendering.theme),
    LANGUAGES: config.languages.join(),
  };
}

export function fingerprintOf(values: Record<DecisiveOption, string>): Fingerprint {
  return Object.fromEntries(DECISIVE.map((name) => [name, optionHash(name, values[name])])) as Fingerprint;
}

export const optionHash = (name: DecisiveOption, value: string) =>
  sha256(`quarterly sending option\n${name}\n${value}`).slice(0, 16);

/** The options of which two processes hold different values; one that the other does not know yet is no difference. */
export const differences = (here: Fingerprint, adopted: Partial<Fingerprint>): DecisiveOption[] =>
  DECISIVE.filter((name) => adopted[name] !== undefined && adopted[name] !== here[name]);
