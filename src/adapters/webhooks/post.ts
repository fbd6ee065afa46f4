import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { fault, isFault } from '../../core/index.ts';
import { type FeedReach, reaching } from '../feeds/reach.ts';

export type Posting = { url: URL; body: string; headers: Readonly<Record<string, string>> };

const PATIENCE_MS = 10_000;

/**
 * Posts once, as a feed is read: the address that is checked is the one that is called, and no redirect is followed.
 * @throws Fault `unavailable` that says the status, or Node's code; never the address, which is often the key to what is behind it.
 */
export async function postOnce({ url, body, headers }: Posting, reach: FeedReach): Promise<void> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  try {
    const status = await new Promise<number>((answered, failed) => {
      const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
      const length = String(Buffer.byteLength(body));
      const request = send(
        url,
        {
          ...reaching(url, reach),
          method: 'POST',
          headers: { ...headers, 'content-length': length, 'user-agent': 'Quarterly (alarms)' },
          signal,
        },
        (response) => {
          response.destroy();
          answered(response.statusCode ?? 0);
        },
      );
      request.on('error', failed);
      request.end(body);
    });
    if (status < 200 || status > 299) throw fault('unavailable', `It answered with the status ${status}.`);
  } catch (error) {
    throw isFault(error) ? error : fault('unavailable', signal.aborted ? LATE : explain(error));
  }
}

const LATE = `It did not answer within ${PATIENCE_MS / 1_000} s.`;

function explain(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const inside =
    code === 'ENOTPUBLIC' || (error instanceof Error && error.message.includes('is not allowed'));
  return inside
    ? 'Its address lies in a private network: `ALARMS_ALLOW_PRIVATE=on` allows that.'
    : `It cannot be reached${code === '' ? '' : ` (${code})`}.`;
}
