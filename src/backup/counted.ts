import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';

/** Lets octets through, and knows how many they were and their SHA-256 in lower-case hexadecimal. */
export function counted(onOctets: (octets: number) => void = () => {}) {
  const hash = createHash('sha256');
  let octets = 0;
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      octets += chunk.length;
      onOctets(chunk.length);
      done(null, chunk);
    },
  });
  return { stream, sum: () => ({ octets, sha256: hash.digest('hex') }) };
}
