import { createSocket } from 'node:dgram';
import { once } from 'node:events';

export type Zone = Map<string, DnsRecord[]>;
export type DnsRecord =
  | { type: 'TXT'; text: string }
  | { type: 'CNAME'; to: string }
  | { type: 'MX'; priority: number; exchange: string };

const TYPES = { CNAME: 5, MX: 15, TXT: 16 } as const;
const IN = 1;

const name = (value: string) =>
  Buffer.concat([
    ...value
      .split('.')
      .filter((label) => label !== '')
      .map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)])),
    Buffer.from([0]),
  ]);

const short = (value: number) => {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
};

/** A text longer than 255 octets is several strings in one record (RFC 1035, 3.3.14). */
function texts(text: string): Buffer {
  const bytes = Buffer.from(text);
  const parts: Buffer[] = [];
  for (let at = 0; at === 0 || at < bytes.length; at += 255) {
    const part = bytes.subarray(at, at + 255);
    parts.push(Buffer.from([part.length]), part);
  }
  return Buffer.concat(parts);
}

function dataOf(record: DnsRecord): Buffer {
  if (record.type === 'TXT') return texts(record.text);
  if (record.type === 'CNAME') return name(record.to);
  return Buffer.concat([short(record.priority), name(record.exchange)]);
}

/** The first question of a query: its name in small letters, its type, and where it ends. */
function question(query: Buffer) {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.subarray(at + 1, at + 1 + length).toString());
    at += 1 + length;
  }
  return { asked: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}

function answerTo(query: Buffer, zone: Zone): Buffer {
  const { asked, type, end } = question(query);
  const all = zone.get(asked);
  const found = (all ?? []).filter((record) => TYPES[record.type] === type);
  const NXDOMAIN = 3;
  const header = Buffer.concat([
    query.subarray(0, 2),
    short(0x8180 | (all ? 0 : NXDOMAIN)),
    short(1),
    short(found.length),
    short(0),
    short(0),
  ]);
  const answers = found.map((record) => {
    const data = dataOf(record);
    // The name is a pointer to that of the question, at octet 12 (RFC 1035, 4.1.4).
    return Buffer.concat([short(0xc00c), short(type), short(IN), Buffer.alloc(4), short(data.length), data]);
  });
  return Buffer.concat([header, query.subarray(12, end), ...answers]);
}

/** A name server on loopback that knows `zone` as it is at each question; `mute` takes questions and answers none. */
export async function startNameServer(zone: Zone): Promise<{
  address: string;
  mute(on: boolean): void;
  close(): void;
}> {
  const socket = createSocket('udp4');
  let muted = false;
  socket.on('message', (query, from) => {
    if (!muted) socket.send(answerTo(query, zone), from.port, from.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    address: `127.0.0.1:${socket.address().port}`,
    mute: (on) => {
      muted = on;
    },
    close: () => socket.close(),
  };
}
