import { connect } from 'node:net';

export type Asked = { port: number; path: string; etag: string };

/** Answers of 304 in `ms` milliseconds, over `connections` kept open, each with one request under way at a time. */
export async function conditionalRequests(asked: Asked, ms: number, connections = 32): Promise<number> {
  const request = Buffer.from(
    `GET ${asked.path} HTTP/1.1\r\nHost: bulletin.example.org\r\nIf-None-Match: ${asked.etag}\r\nAccept-Encoding: gzip, br\r\n\r\n`,
  );
  const end = performance.now() + ms;
  const counts = await Promise.all(
    Array.from({ length: connections }, () => oneConnection(asked.port, request, end)),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

function oneConnection(port: number, request: Buffer, end: number): Promise<number> {
  return new Promise((done, failed) => {
    let count = 0;
    const socket = connect(port, '127.0.0.1', () => socket.write(request));
    socket.setNoDelay(true);
    socket.once('error', failed);
    socket.on('data', (answer) => {
      // A 304 has no body: one packet is one answer.
      if (!answer.toString('latin1', 0, 12).endsWith(' 304')) {
        failed(new Error(`not a 304: ${answer.toString('latin1', 0, 60)}`));
        socket.destroy();
        return;
      }
      count += 1;
      if (performance.now() < end) socket.write(request);
      else {
        socket.destroy();
        done(count);
      }
    });
  });
}
