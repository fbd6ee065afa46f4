const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escapes text for an XML element; characters that XML 1.0 forbids become U+FFFD. */
export const escapeXml = (text: string) =>
  text
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"']/g, (c) => ENTITIES[c] ?? c);

export type Header = { name: string; value: string };

/** The header lines of a mail, unfolded (RFC 5322 §2.2.3); the body is not looked at. */
export function readHeaders(raw: Buffer): Header[] {
  const crlf = raw.indexOf('\r\n\r\n');
  const lf = raw.indexOf('\n\n');
  const ends = [crlf, lf].filter((at) => at >= 0);
  const block = raw.toString('utf8', 0, ends.length > 0 ? Math.min(...ends) : raw.length);
  return block
    .replace(/\r?\n(?=[ \t])/g, '')
    .split(/\r?\n/)
    .flatMap((line) => {
      const colon = line.indexOf(':');
      return colon > 0 ? [{ name: line.slice(0, colon), value: line.slice(colon + 1).trim() }] : [];
    });
}

export const headerValue = (headers: readonly Header[], name: string) =>
  headers.find((header) => header.name.toLowerCase() === name.toLowerCase())?.value;

/** The bare address of a header or parameter such as `"A Team" <team@example.org>`. */
export const bareAddress = (text: string) => (/<([^<>]*)>\s*$/.exec(text)?.[1] ?? text).trim();
