import { generateKeyPair, type KeyObject, randomBytes, sign } from 'node:crypto';
import { promisify } from 'node:util';

// Node reads X.509 but cannot write it. A self-signed certificate is seven nested DER values (RFC 5280 §4.1),
// less than any package for it would bring.
const SEQUENCE = 0x30;
const SET = 0x31;

function der(tag: number, ...parts: Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  if (body.length < 0x80) return Buffer.concat([Buffer.from([tag, body.length]), body]);
  const length: number[] = [];
  for (let rest = body.length; rest > 0; rest >>= 8) length.unshift(rest & 0xff);
  return Buffer.concat([Buffer.from([tag, 0x80 | length.length, ...length]), body]);
}

/** Object identifiers, already encoded (X.690 §8.19). */
const SHA256_WITH_RSA = Buffer.from('06092a864886f70d01010b', 'hex');
const COMMON_NAME = Buffer.from('0603550403', 'hex');
const NULL = Buffer.from([0x05, 0x00]);

/** RFC 5280 §4.1.2.5 wants this two-digit form up to 2049. */
const utcTime = (at: Date) =>
  der(0x17, Buffer.from(`${at.toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`, 'ascii'));

const commonName = (name: string) =>
  der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, der(0x0c, Buffer.from(name)))));

/** A self-signed X.509 certificate (version 1, RSA, SHA-256) in PEM. */
function selfSigned(
  keys: { publicKey: KeyObject; privateKey: KeyObject },
  name: string,
  validity: [Date, Date],
) {
  const algorithm = der(SEQUENCE, SHA256_WITH_RSA, NULL);
  // The serial number must be positive: a first octet of 1 to 127.
  const serial = der(0x02, Buffer.concat([Buffer.from([0x01]), randomBytes(15)]));
  const key = keys.publicKey.export({ type: 'spki', format: 'der' });
  const dates = der(SEQUENCE, ...validity.map(utcTime));
  const toSign = der(SEQUENCE, serial, algorithm, commonName(name), dates, commonName(name), key);
  const signature = der(0x03, Buffer.from([0x00]), sign('sha256', toSign, keys.privateKey));
  const lines =
    der(SEQUENCE, toSign, algorithm, signature)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

/** A fresh RSA key and its certificate for one host name; the private key never leaves the process. */
export async function createCertificate(name: string, now: Date, years = 10) {
  const keys = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const from = new Date(now.getTime() - 86_400_000);
  const until = new Date(now.getTime() + years * 365 * 86_400_000);
  return { privateKey: keys.privateKey, pem: selfSigned(keys, name, [from, until]) };
}
