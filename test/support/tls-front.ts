import { request } from 'node:http';
import { createServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createCertificate } from '../../src/simulator/sns/der.ts';

export type FrontHabits = {
  /** Headers that it adds to what it passes on. */
  adds: Record<string, string>;
  /** Headers that it takes from answers. */
  hides: readonly string[];
  /** Answers by itself, as another server or a firewall would. */
  answers?: (
    method: string,
    path: string,
  ) => { status: number; headers?: Record<string, string>; body?: string } | undefined;
};

type Shown = Awaited<ReturnType<typeof createCertificate>>;

export type Front = {
  port: number;
  certificate: string;
  habits: FrontHabits;
  passTo(site: string): void;
  show(certificate: Shown): void;
  /** The certificate that it shows now. */
  shown(): Shown;
  close(): void;
};

export const goodHabits = (): FrontHabits => ({
  adds: { 'x-forwarded-for': '203.0.113.7', 'x-forwarded-proto': 'https' },
  hides: [],
});

/** A reverse proxy that ends TLS with a certificate of its own making, and may have bad habits. */
export async function startFront(host: string): Promise<Front> {
  const own = await createCertificate(host, new Date(), 1);
  let shown = own;
  const keyOf = (made: Shown) => made.privateKey.export({ type: 'pkcs8', format: 'pem' });
  const options: ServerOptions = { key: keyOf(own), cert: own.pem };
  let site = '';
  const front = { habits: goodHabits() };
  const server = createServer(options, (asked, answer) => {
    const own = front.habits.answers?.(asked.method ?? 'GET', asked.url ?? '/');
    if (own) {
      answer.writeHead(own.status, own.headers).end(own.body ?? '');
      return;
    }
    const passed = request(
      `${site}${asked.url}`,
      { method: asked.method, headers: { ...asked.headers, ...front.habits.adds } },
      (inner) => {
        const headers = { ...inner.headers };
        for (const name of front.habits.hides) delete headers[name];
        answer.writeHead(inner.statusCode ?? 502, headers);
        inner.pipe(answer);
      },
    );
    passed.on('error', () => answer.destroy());
    asked.pipe(passed);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return Object.assign(front, {
    port: (server.address() as AddressInfo).port,
    certificate: own.pem,
    passTo(to: string) {
      site = to;
    },
    shown: () => shown,
    show(made: Shown) {
      shown = made;
      server.setSecureContext({ key: keyOf(made), cert: made.pem });
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  });
}
