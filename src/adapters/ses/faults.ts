import type { SesAnswer } from '../../delivery/index.ts';
import { neverConnected, unreachable } from './reach.ts';

type Refusal = Exclude<SesAnswer, { kind: 'accepted' }>;
type Kind = Refusal['kind'];

/**
 * Names of errors, as SES and the SDK spell them without `Exception`, by what they mean for sending. Held to
 * docs/operations/ses-faults.md by a test. Sources: SES API v1 SendRawEmail "Errors" and "Common Errors"; SES Developer
 * Guide "Errors returned by the SES API"; Node.js and OpenSSL error codes.
 */
export const SES_FAULTS = {
  /** SES has put it off: HTTP 400 with the same name for both limits. */
  'slow-down': ['Throttling', 'ThrottledException', 'TooManyRequests', 'RequestThrottled', 'SlowDown'],
  /** The account, its identity or our own set-up is wrong: the next mail would fare no better. */
  'stop-all': [
    'AccountSendingPaused',
    'ConfigurationSetDoesNotExist',
    'ConfigurationSetSendingPaused',
    'MailFromDomainNotVerified',
    'FromEmailAddressNotVerified',
    'AccessDenied',
    'NotAuthorized',
    'OptInRequired',
    'IncompleteSignature',
    'InvalidSignature',
    'SignatureDoesNotMatch',
    'InvalidClientTokenId',
    'UnrecognizedClient',
    'MissingAuthenticationToken',
    'ExpiredToken',
    'RequestExpired',
    'InvalidAction',
    'UnknownOperation',
    'InvalidQueryParameter',
    'MalformedQueryString',
    'MalformedHttpRequest',
    'MissingAction',
    'MissingParameter',
    'InvalidParameterCombination',
    'ValidationError',
    'CredentialsProviderError',
    'TokenProviderError',
  ],
  /** This mail or this address. */
  never: ['MessageRejected', 'InvalidParameterValue', 'RequestEntityTooLarge'],
  /** The connection was never made. */
  again: [
    'ECONNREFUSED',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EAI_FAIL',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'CERT_HAS_EXPIRED',
    'CERT_NOT_YET_VALID',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ],
  /** Said, but proves nothing; so does every name that stands nowhere here. */
  unknown: [
    'InternalFailure',
    'InternalServerError',
    'ServiceUnavailable',
    'TimeoutError',
    'RequestTimeout',
    'RequestAborted',
    'AbortError',
    'ECONNRESET',
    'EPIPE',
    'EPROTO',
    'ETIMEDOUT',
  ],
} as const satisfies Record<Kind, readonly string[]>;

const KIND_OF = new Map<string, Kind>(
  Object.entries(SES_FAULTS).flatMap(([kind, names]) =>
    names.map((name): [string, Kind] => [plain(name), kind as Kind]),
  ),
);

/** Amazon spells some names with the suffix on the wire and without in its documents. */
function plain(name: string): string {
  return name.replace(/Exception$/, '');
}

/** SES answers a call with 200, 400, 403, 413 or 5xx. Whoever answers so is a proxy, or another server. */
const NOT_SES = [301, 302, 303, 307, 308, 401, 404, 405, 407, 421];

/**
 * What an error means for a mail from `source`. A 5xx is `unknown` whatever its name: SES may have taken the mail before it
 * failed. Four names say two things each, and only there the message decides.
 */
export function answerOf(error: unknown, source: string): Refusal {
  const { names, status, message } = facts(error);
  const known = names.find((name) => KIND_OF.has(plain(name)));
  const reason = reasonOf(known ?? names[0] ?? 'error', message);
  if (neverConnected(error, message)) return { kind: 'again', reason: unreachable(known, message) };
  if (known === undefined && NOT_SES.includes(status)) {
    return {
      kind: 'stop-all',
      cause: 'broken',
      reason: `The endpoint is not Amazon SES: it answers ${status}`,
    };
  }
  const kind = status >= 500 || known === undefined ? 'unknown' : (KIND_OF.get(plain(known)) ?? 'unknown');
  if (kind === 'again') return { kind, reason: unreachable(known, message) };
  if (kind === 'stop-all') return { kind, cause: 'broken', reason };
  if (kind === 'slow-down' && /daily (message|sending) quota/i.test(message)) {
    return { kind: 'stop-all', cause: 'daily-quota', reason };
  }
  if (kind === 'never' && senderFailed(message, source)) return { kind: 'stop-all', cause: 'broken', reason };
  return { kind, reason };
}

/**
 * "Email address is not verified. The following identities failed the check in region EU-WEST-2: …" names the sender when it
 * is the sender's fault. In the sandbox it names recipients, and then it is about them.
 */
function senderFailed(message: string, source: string): boolean {
  const [, listed = ''] = /identities failed the check[^:]*:\s*(.*)$/is.exec(message) ?? [];
  const ours = [source.toLowerCase(), source.slice(source.lastIndexOf('@') + 1).toLowerCase()];
  const identities = listed.toLowerCase().split(/[\s,]+/);
  return identities.some((identity) => ours.includes(identity.replace(/^arn:.*:identity\//, '')));
}

function facts(error: unknown): { names: string[]; status: number; message: string } {
  const { name, code, Code, message, $metadata } = (error ?? {}) as Record<string, unknown>;
  const names = [code, name, Code].filter((value): value is string => typeof value === 'string');
  const status = ($metadata as { httpStatusCode?: number } | undefined)?.httpStatusCode ?? 0;
  return { names, status, message: typeof message === 'string' ? message : '' };
}

/** The reason is stored and shown: it must not carry the reader's address, which SES likes to repeat. */
function reasonOf(name: string, message: string): string {
  const said = message.replace(/[^\s<>"']+@[^\s<>"',;]+/g, '(address)').slice(0, 200);
  return said === '' ? name : `${name}: ${said}`;
}
