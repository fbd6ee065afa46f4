import { connect, createServer, type Socket } from 'node:net';

export type TestProxy = {
  url: string;
  /** From now on nothing passes and nobody is told, as behind a firewall that drops; new connections get no answer. */
  swallow(): void;
  /** From now on every connection breaks at once, as of a server that is down. */
  refuse(): void;
  /** New connections pass again; those of before stay dumb. */
  passAgain(): void;
  /** Every connection breaks; new ones pass. */
  breakAll(): void;
  close(): Promise<void>;
};

/** Stands in front of the server at `target` (an address with host and port). */
export async function proxyTo(target: string): Promise<TestProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let swallowing = false;
  let refusing = false;
  const server = createServer((inner) => {
    sockets.add(inner);
    inner.on('error', () => {});
    if (refusing) return void inner.destroy();
    if (swallowing) return;
    const outer = connect(Number(port), hostname);
    sockets.add(outer);
    outer.on('error', () => inner.destroy());
    inner.pipe(outer);
    outer.pipe(inner);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = new URL(target);
  url.port = String((server.address() as { port: number }).port);
  return {
    url: url.href,
    swallow() {
      swallowing = true;
      for (const socket of sockets) {
        socket.unpipe();
        socket.removeAllListeners('end');
        socket.pause();
      }
    },
    refuse() {
      refusing = true;
      for (const socket of sockets) socket.destroy();
      sockets.clear();
    },
    passAgain() {
      refusing = false;
      swallowing = false;
    },
    breakAll() {
      for (const socket of sockets) socket.destroy();
      sockets.clear();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}
