import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/** Names that no foreign name server can point at us: this machine's own, and addresses written as numbers. */
function isOurs(host: string | undefined, own: string): boolean {
  const named = `http://${host}`;
  if (host === undefined || !URL.canParse(named)) return false;
  const { hostname } = new URL(named);
  return hostname === 'localhost' || hostname === own || isIP(hostname.replace(/^\[|\]$/g, '')) !== 0;
}

/** Browsers say where a request comes from (Fetch Metadata; `Origin` on every POST); other clients send neither. */
function fromOtherPage({ headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  return headers.origin !== undefined && headers.origin !== `http://${headers.host}`;
}

const onlyReads = ({ method, url = '/' }: IncomingMessage) =>
  (method === 'GET' || method === 'HEAD') && !/[?&]Action=/.test(url);

/**
 * Why the simulator does not answer a request, if so. It listens on this machine, where every web page that is open here
 * can reach it: by a name that resolves to loopback (DNS rebinding) it could read each mail, and by a plain form or a
 * picture's address plant one, set the quota or have SNS messages signed.
 * @param own the address that it was told to listen on
 */
export function refusedAtGate(request: IncomingMessage, own: string): string | undefined {
  if (!isOurs(request.headers.host, own)) {
    return 'The local Amazon SES answers only to localhost and to IP addresses.';
  }
  return !onlyReads(request) && fromOtherPage(request)
    ? 'This was sent by a page of another site: the local Amazon SES takes it from its own pages and from programs only.'
    : undefined;
}
