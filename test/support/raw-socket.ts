import { connect } from 'node:net';

export type RawAnswer = { status: number; headers: Record<string, string>; body: string };

/** Sends these octets as they stand, without what a client would tidy; `undefined` when the server only hangs up. */
export function exchange(site: string, request: string | Buffer): Promise<RawAnswer | undefined> {
  const { hostname, port } = new URL(site);
  return new Promise((done, failed) => {
    const socket = connect(Number(port), hostname, () => socket.write(request));
    const chunks: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('error', failed);
    socket.on('close', () => done(read(Buffer.concat(chunks).toString('latin1'))));
  });
}

function read(answer: string): RawAnswer | undefined {
  if (answer === '') return undefined;
  const [head = '', ...body] = answer.split('\r\n\r\n');
  const [line = '', ...fields] = head.split('\r\n');
  const headers = fields.map((field) => {
    const colon = field.indexOf(':');
    return [field.slice(0, colon).toLowerCase(), field.slice(colon + 1).trim()];
  });
  return {
    status: Number(line.split(' ')[1]),
    headers: Object.fromEntries(headers),
    body: body.join('\r\n\r\n'),
  };
}
