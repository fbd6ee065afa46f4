const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0' };
const decode = (text: string) =>
  text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal, hex, name) => {
    if (name) {
      return entities[name] ?? whole;
    }
    return String.fromCodePoint(decimal ? Number(decimal) : Number.parseInt(hex, 16));
  });

const TOKEN =
  /<!--[\s\S]*?-->|<(\/?)([a-z][\w-]*)((?:\s+[^\s=>/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+))?)*)\s*\/?>|[^<]+/gi;
const ATTRIBUTE = /([^\s=>/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/g;

function attributesOf(text: string) {
  return [...text.matchAll(ATTRIBUTE)]
    .map(([, name, ...values]) => {
      const value = decode(values.find((each) => each !== undefined) ?? '');
      return `${name}="${value.split(/\s+/).filter(Boolean).join(' ')}"`;
    })
    .sort()
    .join(' ');
}

/**
 * One tag or run of text a line: attributes sorted, entities decoded, white space collapsed, closing slashes dropped.
 * Two documents with equal lines build the same tree for a browser.
 */
export function normalised(html: string): string {
  const lines: string[] = [];
  for (const [token, slash, name, attributes] of html.matchAll(TOKEN)) {
    if (token.startsWith('<!--')) {
      continue;
    }
    if (name) {
      lines.push(`<${slash}${name.toLowerCase()} ${attributesOf(attributes ?? '')}>`);
    } else {
      lines.push(decode(token).replace(/\s+/g, ' ').trim());
    }
  }
  return lines.filter(Boolean).join('\n').replaceAll('</path >\n', '');
}
