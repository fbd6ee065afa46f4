import type { HtmlElement } from '../../support/html.ts';

/** What could run, or lead where something runs. */
export function wrongWith({ name, attributes, text }: HtmlElement): string[] {
  const address = (value = '') => /^[\s\p{Cc}]*(javascript|vbscript|data):/iu.test(value);
  const addresses = [
    'href',
    'src',
    'action',
    'formaction',
    'xlink:href',
    'data',
    'srcdoc',
    'ping',
    'background',
  ];
  return [
    ...(name === 'script' && (text !== '' || !attributes.src?.startsWith('/assets/')) ? ['a script'] : []),
    ...(['object', 'embed', 'base', 'svg', 'math', 'template', 'xss', 'marquee'].includes(name)
      ? [name]
      : []),
    ...Object.keys(attributes).filter((key) => key.startsWith('on')),
    ...addresses.filter((key) => address(attributes[key])).map((key) => `${key}=${attributes[key]}`),
    ...('srcdoc' in attributes ? ['srcdoc'] : []),
    ...(name === 'meta' && /refresh/i.test(attributes['http-equiv'] ?? '') ? ['refresh'] : []),
  ];
}
