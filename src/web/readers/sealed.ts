import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { z } from 'zod';

type Keys = readonly { id: string; key: Buffer }[];

/** What a reader has answered so far on their way through the sign-up pages. */
const answers = z.object({
  sections: z.union([z.literal('all'), z.array(z.string())]).optional(),
  email: z.string().optional(),
  name: z.string().optional(),
  organisation: z.string().optional(),
  /** The name of a catalogue. */
  language: z.string().optional(),
  /** Something filled in the field that people cannot see. */
  trapped: z.literal(true).optional(),
  /** The mail leaves within so many hours; unset = at once. */
  waitHours: z.number().optional(),
});
export type Answers = z.output<typeof answers>;

const NONCE_OCTETS = 12;
const TAG_OCTETS = 16;
const LIFE_MS = 24 * 3_600_000;

const sealingKey = (key: Buffer) => createHmac('sha256', key).update('quarterly sign-up form 1').digest();

/**
 * The answers as one opaque word for the address of the next page: no session, no cookie, and neither history nor logs
 * show an e-mail address (AES-256-GCM). Reload, back and bookmarks just work, since no page answers a POST.
 */
export function sealAnswers(keys: Keys, given: Answers, now: Date): string {
  const [first] = keys;
  if (!first) {
    throw new Error('No secret key to seal with');
  }
  const nonce = randomBytes(NONCE_OCTETS);
  const cipher = createCipheriv('aes-256-gcm', sealingKey(first.key), nonce);
  const text = JSON.stringify({ ...given, until: now.getTime() + LIFE_MS });
  const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `${first.id}.${sealed.toString('base64url')}`;
}

/** No answers at all when the word is older than a day, was changed, or was sealed under an unknown key. */
export function openAnswers(keys: Keys, word: string | undefined, now: Date): Answers {
  const [id, body = ''] = word?.split('.') ?? [];
  const key = keys.find((candidate) => candidate.id === id);
  const sealed = Buffer.from(body, 'base64url');
  if (!key || sealed.length <= NONCE_OCTETS + TAG_OCTETS) {
    return {};
  }
  try {
    const decipher = createDecipheriv('aes-256-gcm', sealingKey(key.key), sealed.subarray(0, NONCE_OCTETS));
    decipher.setAuthTag(sealed.subarray(-TAG_OCTETS));
    const text =
      decipher.update(sealed.subarray(NONCE_OCTETS, -TAG_OCTETS), undefined, 'utf8') + decipher.final('utf8');
    const { until, ...given } = answers.extend({ until: z.number() }).parse(JSON.parse(text));
    return until > now.getTime() ? given : {};
  } catch {
    return {};
  }
}
