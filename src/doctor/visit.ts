import { type RequestOptions as HttpOptions, request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { connect, type PeerCertificate } from 'node:tls';

/** How to get there: an authority beside those that Node trusts, and who says where a name leads, if not the system. */
export type Way = { ca?: string; lookup?: LookupFunction };
export type Visited = { status: number; headers: Record<string, string | undefined>; body: string };

const MOST = 65_536;

/** One request, without following where it leads. @throws Error as the connection, or its time-out. */
export function visit(
  address: string,
  { method, body, ms, ca, lookup }: { method: 'GET' | 'POST'; body?: string; ms: number } & Way,
): Promise<Visited> {
  const url = new URL(address);
  const request = url.protocol === 'https:' ? secureRequest : plainRequest;
  // Whether the certificate is good is a question of its own: the page is looked at all the same.
  const options: HttpOptions & { rejectUnauthorized: boolean; ca?: string } = {
    method,
    timeout: ms,
    signal: AbortSignal.timeout(ms),
    rejectUnauthorized: false,
    ...(ca ? { ca } : {}),
    ...(lookup ? { lookup } : {}),
    headers: {
      'user-agent': 'quarterly-doctor',
      ...(body === undefined
        ? {}
        : {
            'content-type': 'application/x-www-form-urlencoded',
            'content-length': String(Buffer.byteLength(body)),
          }),
    },
  };
  return new Promise((done, failed) => {
    const asked = request(url, options, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk.slice(0, MOST - text.length);
      });
      response.on('error', failed);
      response.on('end', () =>
        done({
          status: response.statusCode ?? 0,
          headers: response.headers as Visited['headers'],
          body: text,
        }),
      );
    });
    asked.on('timeout', () => asked.destroy(new Error(`no answer within ${ms / 1_000} s`)));
    asked.on('error', failed);
    asked.end(body);
  });
}

/** The certificate that a host shows, and what is wrong with it by Node's own check. */
export type Shown = {
  validTo: Date;
  names: string;
  issuer: string;
  /** As OpenSSL names it, such as `DEPTH_ZERO_SELF_SIGNED_CERT`; undefined = trusted. */
  problem: string | undefined;
};

/** Shakes hands with a host and looks at its certificate, good or not. */
export function certificateOf(address: string, { ms, ca, lookup }: { ms: number } & Way): Promise<Shown> {
  const { hostname, port } = new URL(address);
  const host = hostname.replace(/^\[|\]$/g, '');
  return new Promise((done, failed) => {
    const socket = connect({
      host,
      port: Number(port || 443),
      ...(isIP(host) ? {} : { servername: host }),
      rejectUnauthorized: false,
      ...(ca ? { ca } : {}),
      ...(lookup ? { lookup } : {}),
    });
    const timer = setTimeout(() => socket.destroy(new Error(`no TLS within ${ms / 1_000} s`)), ms);
    socket.once('error', (error) => {
      clearTimeout(timer);
      failed(error);
    });
    socket.once('secureConnect', () => {
      clearTimeout(timer);
      const shown = socket.getPeerCertificate();
      const { authorizationError } = socket as { authorizationError?: unknown };
      socket.destroy();
      done(read(shown, authorizationError));
    });
  });
}

const read = (shown: PeerCertificate, problem: unknown): Shown => ({
  validTo: new Date(shown.valid_to),
  names: shown.subjectaltname ?? '',
  issuer: [shown.issuer?.O, shown.issuer?.CN].flat().filter(Boolean).join(' '),
  problem: problem ? codeOf(problem) : undefined,
});

const codeOf = (problem: unknown) =>
  typeof problem === 'string' ? problem : ((problem as { code?: string }).code ?? String(problem));
