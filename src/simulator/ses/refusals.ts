import type { ResolvedFault } from '../faults.ts';
import type { ResolvedOptions } from '../options.ts';
import { bareAddress } from '../text.ts';
import type { Refusal } from './answers.ts';

export const RATE_EXCEEDED: Refusal = { code: 'Throttling', message: 'Maximum sending rate exceeded.' };
export const DAILY_EXCEEDED: Refusal = { code: 'Throttling', message: 'Daily message quota exceeded.' };

const MAX_BYTES = 10_485_760;
const MAX_RECIPIENTS = 50;
const TAG = /^[A-Za-z0-9_-]{1,256}$/;

/** What a call asks for, before it is accepted. */
export type SesRequest = {
  source: string;
  destinations: string[];
  tags: { name: string; value: string }[];
  configurationSet: string | undefined;
  bytes: number;
};

const noSuchSet = (name: string): Refusal => ({
  code: 'ConfigurationSetDoesNotExist',
  message: `Configuration set <${name}> does not exist.`,
  detail: { ConfigurationSetName: name },
});

/** The answer of each scripted refusal, or undefined when the fault is of another kind. */
export function scriptedRefusal(
  fault: ResolvedFault,
  request: Pick<SesRequest, 'configurationSet'>,
): Refusal | undefined {
  const found = byKind(fault, request.configurationSet ?? 'bulletin');
  return found && fault.message !== undefined ? { ...found, message: fault.message } : found;
}

function byKind(fault: ResolvedFault, set: string): Refusal | undefined {
  switch (fault.kind) {
    case 'throttle':
      return RATE_EXCEEDED;
    case 'daily-quota':
      return DAILY_EXCEEDED;
    case 'reject':
      return { code: 'MessageRejected', message: 'Email address is not verified.' };
    case 'mail-from-domain-not-verified':
      return { code: 'MailFromDomainNotVerifiedException', message: 'Mail-From domain is not verified.' };
    case 'configuration-set-does-not-exist':
      return noSuchSet(set);
    case 'configuration-set-sending-paused':
      return {
        code: 'ConfigurationSetSendingPausedException',
        message: `Email sending is disabled for configuration set <${set}>.`,
        detail: { ConfigurationSetName: set },
      };
    case 'account-sending-paused':
      return {
        code: 'AccountSendingPausedException',
        message: 'Email sending is disabled for this account.',
      };
    case 'invalid-parameter':
      return { code: 'InvalidParameterValue', message: "Missing final '@domain'" };
    case 'access-denied':
      return {
        code: 'AccessDenied',
        status: 403,
        message: 'User is not authorized to perform: ses:SendRawEmail',
      };
    case 'server-error':
    case 'accept-then-server-error':
      return fault.status === 503
        ? { code: 'ServiceUnavailable', status: 503, message: 'Service unavailable.' }
        : { code: 'InternalFailure', status: fault.status, message: 'An internal error occurred.' };
    default:
      return undefined;
  }
}

function addressFault(address: string): string | undefined {
  const at = address.lastIndexOf('@');
  if (at < 0 || at === address.length - 1) return "Missing final '@domain'";
  if (at === 0) return 'Missing local part';
  if (/[\s\x00-\x1f\x7f]/.test(address.slice(0, at))) return 'Local address contains control or whitespace';
  if (/[^\x21-\x7e]/.test(address.slice(0, at))) return 'Local address contains illegal character';
  if (/[^A-Za-z0-9.-]/.test(address.slice(at + 1))) return 'Domain contains illegal character';
  return undefined;
}

function unverified(
  source: string,
  options: Pick<ResolvedOptions, 'identities' | 'region'>,
): Refusal | undefined {
  const address = bareAddress(source).toLowerCase();
  const known = options.identities?.map((identity) => identity.toLowerCase());
  if (!known || known.includes(address) || known.includes(address.split('@').at(-1) ?? '')) return undefined;
  return {
    code: 'MessageRejected',
    message: `Email address is not verified. The following identities failed the check in region ${options.region.toUpperCase()}: ${source}`,
  };
}

/** What SES itself would refuse about a call, in its words; undefined when all is well. */
export function validationRefusal(
  request: SesRequest,
  options: Pick<ResolvedOptions, 'identities' | 'region' | 'configurationSets'>,
): Refusal | undefined {
  const invalid = (message: string): Refusal => ({ code: 'InvalidParameterValue', message });
  if (request.bytes === 0)
    return {
      code: 'ValidationError',
      message: "Value null at 'rawMessage.data' failed to satisfy constraint: Member must not be null",
    };
  if (request.bytes > MAX_BYTES)
    return invalid(`Message length is more than ${MAX_BYTES} bytes long: '${request.bytes}'.`);
  if (request.destinations.length === 0) return invalid('No recipients specified');
  if (request.destinations.length > MAX_RECIPIENTS)
    return invalid(`Recipient count exceeds ${MAX_RECIPIENTS}.`);
  for (const address of [request.source, ...request.destinations]) {
    const wrong = addressFault(bareAddress(address));
    if (wrong) return invalid(wrong);
  }
  const tag = request.tags.find((one) => !TAG.test(one.name) || !TAG.test(one.value));
  if (tag)
    return invalid(
      `Invalid tag <${tag.name}>: only alphanumeric ASCII characters, '_', and '-' are allowed.`,
    );
  const set = request.configurationSet;
  if (set !== undefined && options.configurationSets && !options.configurationSets.includes(set))
    return noSuchSet(set);
  return unverified(request.source, options);
}
