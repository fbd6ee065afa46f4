/** How an error that never reached SES is said to a person; every other one as a failure of TLS. */
const PLAINLY: Partial<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ENOTFOUND: 'host name not found',
  EAI_AGAIN: 'no answer from the name server',
  EAI_FAIL: 'the name server failed',
  EHOSTUNREACH: 'no route to the host',
  ENETUNREACH: 'no network',
};

const NOT_IN_TIME = /did not establish a connection|ETIMEDOUT/;
/** OpenSSL's words for a TLS that was never agreed on; Node calls it EPROTO, as it does a connection that breaks later. */
const NOT_AGREED = /wrong version number|handshake failure|protocol version|unsupported protocol/;

/**
 * True when it is certain that nothing was sent: the system call that makes the connection failed, the connection was not
 * there in time, or TLS was not agreed on.
 */
export function neverConnected(error: unknown, message: string): boolean {
  const { syscall, code } = (error ?? {}) as Record<string, unknown>;
  if (syscall === 'connect' || syscall === 'getaddrinfo') return true;
  return /did not establish a connection/.test(message) || (code === 'EPROTO' && NOT_AGREED.test(message));
}

/** What a person reads of an error that never reached SES. */
export function unreachable(name: string | undefined, message: string): string {
  const words = PLAINLY[name ?? ''] ?? (NOT_IN_TIME.test(message) ? 'no connection in time' : 'TLS failed');
  const said = NOT_AGREED.exec(message)?.[0] ?? message.slice(0, 160);
  return said === '' || NOT_IN_TIME.test(said) ? words : `${words} (${said})`;
}
