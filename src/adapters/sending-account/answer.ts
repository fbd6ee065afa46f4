import { sentenceOf } from '../../core/index.ts';
import type { AccountAnswer } from '../../doctor/index.ts';

/** Names by which Amazon, or the SDK, says that it knows no such caller. Source: AWS "Common Errors"; SDK credential providers. */
const CREDENTIALS =
  /^(CredentialsProviderError|TokenProviderError|InvalidClientTokenId|UnrecognizedClient|InvalidSignature|SignatureDoesNotMatch|IncompleteSignature|ExpiredToken|RequestExpired|MissingAuthenticationToken|OptInRequired)/;
const FORBIDDEN = /^(AccessDenied|NotAuthorized|AuthorizationError)/;
const MISSING = /^(NotFound|ConfigurationSetDoesNotExist)/;

/** What an answer, or an error, of Amazon means for who looks. `action` as a policy names it, such as `ses:GetAccount`. */
export async function answered<T>(action: string, asking: () => Promise<T>): Promise<AccountAnswer<T>> {
  try {
    return { kind: 'told', value: await asking() };
  } catch (error) {
    const { name = '', Code = '' } = error as { name?: string; Code?: string };
    const said = [name, Code];
    if (said.some((one) => FORBIDDEN.test(one))) return { kind: 'forbidden', action };
    if (said.some((one) => MISSING.test(one))) return { kind: 'missing' };
    const words = sentenceOf(error) || name;
    return {
      kind: 'failed',
      error: withoutAddresses(words),
      credentials: said.some((one) => CREDENTIALS.test(one)),
    };
  }
}

/** Amazon likes to repeat what it was asked about. */
const withoutAddresses = (words: string) =>
  words.replace(/[^\s<>"']+@[^\s<>"',;]+/g, '(address)').slice(0, 200);
