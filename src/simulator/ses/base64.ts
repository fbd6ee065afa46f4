// Decoding percent-encoding and base64 in one pass, four characters at a time, takes two thirds of the time of
// decodeURIComponent and Buffer.from, and makes no 140 KB strings for the collector.
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const PERCENT = 0x25;

/** Byte to its six bits, shifted to their place in a group of 24; −1 for what is not base64. */
function placed(shift: number) {
  const table = new Int32Array(256).fill(-1);
  for (let value = 0; value < 64; value++) table[ALPHABET.charCodeAt(value)] = value << shift;
  return table;
}
const FIRST = placed(18);
const SECOND = placed(12);
const THIRD = placed(6);
const FOURTH = placed(0);

const hex = (byte: number) => (byte <= 0x39 ? byte - 0x30 : (byte | 0x20) - 0x57);

/** Puts the bytes of one group of `sextets` six-bit values into `out`; returns where the next goes. */
function put(out: Buffer, at: number, group: { bits: number; sextets: number }) {
  const bits = group.bits << (6 * (4 - group.sextets));
  const bytes = group.sextets - 1;
  if (bytes >= 1) out[at] = bits >> 16;
  if (bytes >= 2) out[at + 1] = bits >> 8;
  if (bytes >= 3) out[at + 2] = bits;
  return at + Math.max(0, bytes);
}

/** Bytes of a base64 value in a form body. Padding and anything that is not base64 is passed over. */
export function decodeFormBase64(encoded: Buffer): Buffer {
  const out = Buffer.allocUnsafe(((encoded.length * 3) >> 2) + 3);
  const end = encoded.length;
  let length = 0;
  let at = 0;
  while (at < end) {
    for (let bits = 0; at + 3 < end; at += 4) {
      bits =
        (FIRST[encoded[at] as number] as number) |
        (SECOND[encoded[at + 1] as number] as number) |
        (THIRD[encoded[at + 2] as number] as number) |
        (FOURTH[encoded[at + 3] as number] as number);
      if (bits < 0) break;
      out[length++] = bits >> 16;
      out[length++] = bits >> 8;
      out[length++] = bits;
    }
    // A group with an escape in it, or the last one: character by character.
    const group = { bits: 0, sextets: 0 };
    while (group.sextets < 4 && at < end) {
      let byte = encoded[at++] as number;
      if (byte === PERCENT) {
        byte = (hex(encoded[at] ?? 0) * 16 + hex(encoded[at + 1] ?? 0)) & 0xff;
        at += 2;
      }
      const value = FOURTH[byte] as number;
      if (value < 0) continue;
      group.bits = (group.bits << 6) | value;
      group.sextets += 1;
    }
    length = put(out, length, group);
  }
  return out.subarray(0, length);
}
