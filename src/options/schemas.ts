import { Cron } from 'croner';
import { z } from 'zod';
import { fault, parseEmailAddress } from '../core/index.ts';
import { type LanguageName, type Languages, SPOKEN, writtenAs } from '../words/written.ts';

export type Option<T> = { env: string; doc: string; schema: z.ZodType<T, string>; default: string };

export const option = <T>(row: Option<T>): Option<T> => row;
/** An option that may be left empty; empty reads as `undefined`. */
export const optional = <T>(row: Omit<Option<T>, 'default'>): Option<T | undefined> => ({
  ...row,
  default: '',
  schema: z.string().transform((text, ctx) => {
    if (text === '') return undefined;
    const read = row.schema.safeParse(text);
    if (read.success) return read.data;
    ctx.addIssue({ code: 'custom', message: read.error.issues[0]?.message ?? 'is wrong' });
    return z.NEVER;
  }),
});

export const text = z.string();
export const commaList = z.string().transform((value) =>
  value
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== ''),
);
export const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${least} to ${most}`)
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must be a whole number from ${least} to ${most}`);
export const oneOf = <const T extends string>(...values: T[]) =>
  z.string().transform((value, ctx): T => {
    const found = values.find((entry) => entry === value);
    if (found !== undefined) return found;
    ctx.addIssue({ code: 'custom', message: `must be one of ${values.join(', ')}` });
    return z.NEVER;
  });
export const address = (...protocols: string[]) =>
  z.string().transform((value, ctx) => {
    const url = URL.canParse(value) ? new URL(value) : undefined;
    if (url && protocols.includes(url.protocol)) return value.replace(/\/+$/, '');
    ctx.addIssue({
      code: 'custom',
      message: `must be an address that starts with ${protocols.map((p) => `${p}//`).join(' or ')}`,
    });
    return z.NEVER;
  });

/** Of a web site: it may have a path, of characters that need no encoding, and nothing after it. */
export const siteAddress = address('http:', 'https:').refine(
  (value) => /^[a-z]+:\/\/[^/?#@]+(?:\/[a-z0-9._~-]+)*$/i.test(value),
  'must be an address of a host, perhaps with a path of letters, digits, “.”, “_”, “~” and “-”, and nothing after it',
);

export const languages = commaList.transform((entries, ctx): Languages => {
  const unknown = entries.find((entry) => writtenAs(entry) === undefined);
  const [first, ...others] = new Set(entries.map(writtenAs) as LanguageName[]);
  if (unknown === undefined && first !== undefined) return [first, ...others];
  ctx.addIssue({
    code: 'custom',
    message: `must name languages that have a catalogue, comma-separated and the publication’s own first: ${SPOKEN.join(', ')}; “${unknown ?? ''}” has none`,
  });
  return z.NEVER;
});

export const addresses = commaList.transform((entries, ctx) => {
  try {
    return entries.map((entry) => parseEmailAddress(entry));
  } catch {
    ctx.addIssue({ code: 'custom', message: 'must be email addresses, comma-separated' });
    return z.NEVER;
  }
});

/** "Name <address>" or a bare address. */
export const sender = z.string().transform((value, ctx) => {
  const match = /^\s*(?:"?([^"<>]*?)"?\s*<([^<>]+)>|([^<>\s]+))\s*$/.exec(value);
  try {
    if (!match) throw fault('invalid', '');
    return { name: match[1] ?? '', address: parseEmailAddress(match[2] ?? match[3] ?? '') };
  } catch {
    ctx.addIssue({ code: 'custom', message: 'must be an email address, or a name followed by <address>' });
    return z.NEVER;
  }
});

export const cron = z.string().refine((pattern) => {
  try {
    // The constructor parses; `paused` keeps it from scheduling anything.
    new Cron(pattern, { paused: true });
    return pattern.trim().split(/\s+/).length === 5;
  } catch {
    return false;
  }
}, 'must be a five-field cron pattern, for example "0 9 * 2,5,8,11 2#1"');

export const timeZone = z.string().refine((zone) => {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}, 'must be a time zone name such as Europe/London');
