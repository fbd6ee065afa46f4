const AMPERSAND = 0x26;
const EQUALS = 0x3d;
const PERCENT = 0x25;
const PLUS = 0x2b;
const SPACE = 0x20;

/** One request of the AWS Query protocol: its parameters in any order, and the mail's bytes if it carries one. */
export type QueryForm = { fields: Map<string, string>; encodedMail: Buffer | undefined };

const hexDigit = (byte: number) =>
  byte >= 0x30 && byte <= 0x39
    ? byte - 0x30
    : (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66
      ? (byte | 0x20) - 0x57
      : -1;

/** Undoes application/x-www-form-urlencoded in one pass; a stray `%` stays as it is. */
function percentDecoded(bytes: Buffer): Buffer {
  const out = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    let byte = bytes[at] as number;
    if (byte === PERCENT && at + 2 < bytes.length) {
      const high = hexDigit(bytes[at + 1] as number);
      const low = hexDigit(bytes[at + 2] as number);
      if (high >= 0 && low >= 0) {
        byte = high * 16 + low;
        at += 2;
      }
    } else if (byte === PLUS) byte = SPACE;
    out[length++] = byte;
  }
  return out.subarray(0, length);
}

const text = (bytes: Buffer) =>
  bytes.includes(PERCENT) || bytes.includes(PLUS)
    ? percentDecoded(bytes).toString('utf8')
    : bytes.toString('utf8');

/** Splits a body into parameters; `RawMessage.Data`, nearly all of the bytes, is left encoded for `decodeFormBase64`. */
export function readQueryForm(body: Buffer): QueryForm {
  const form: QueryForm = { fields: new Map(), encodedMail: undefined };
  for (let start = 0; start < body.length; ) {
    const found = body.indexOf(AMPERSAND, start);
    const end = found < 0 ? body.length : found;
    const pair = body.subarray(start, end);
    const equals = pair.indexOf(EQUALS);
    const name = text(equals < 0 ? pair : pair.subarray(0, equals));
    const value = equals < 0 ? pair.subarray(pair.length) : pair.subarray(equals + 1);
    if (name === 'RawMessage.Data') form.encodedMail = value;
    else form.fields.set(name, text(value));
    start = end + 1;
  }
  return form;
}

/** `Prefix.member.1…n` in order. */
export function members(fields: ReadonlyMap<string, string>, prefix: string, suffix = ''): string[] {
  const found: string[] = [];
  for (let n = 1; ; n++) {
    const value = fields.get(`${prefix}.member.${n}${suffix}`);
    if (value === undefined) return found;
    found.push(value);
  }
}
