import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import type { Web } from './deps.ts';

/** RFC 9110 §9.3.6: for proxies. Node would hang up without a word. */
const NO_PROXY =
  'HTTP/1.1 405 Method Not Allowed\r\nAllow: GET, HEAD, POST\r\nContent-Length: 0\r\nConnection: close\r\n\r\n';

/** A connection on which nothing moves for so long is closed: who reads nothing of a page must not keep it in memory. */
const SILENT_MS = 60_000;

/** The HTTP server of one web, not listening yet. Health checks of HTTP/1.0 send no Host: then it is `localhost`. */
export function webServer({ fetch }: Web, { silentMs = SILENT_MS } = {}): Server {
  const server = createAdaptorServer({ fetch, hostname: 'localhost' }) as Server;
  server.setTimeout(silentMs);
  server.on('connect', (_request, socket) => {
    socket.on('error', () => socket.destroy());
    socket.end(NO_PROXY);
  });
  return server;
}
