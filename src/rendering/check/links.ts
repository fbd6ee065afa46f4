import type { Element } from 'hast';
import { GRAMMAR } from '../../core/index.ts';
import { authoredTree, type TreeReading } from '../markdown/tree.ts';
import { elements, textOf } from '../markdown/walk.ts';
import { type Finding, warning } from './finding.ts';

/** Link texts that say nothing out of context: WCAG 2.2, 2.4.4 and 2.4.9. */
const VAGUE = new Set(
  'here|click here|click|this|this link|link|more|read more|find out more|learn more|details|website|this page|page|see here'.split(
    '|',
  ),
);
const RESERVED = /\.(test|invalid|local|localhost|internal|lan)$|^localhost$/i;
const PLACEHOLDER = /\b(todo|tbc|xxx+|insert[-_ ]?link|lorem)\b/i;

/** What is wrong with the links and pictures that an author wrote into Markdown. */
export function checkLinks(
  markdown: string,
  where: string,
  reading: TreeReading = { grammar: GRAMMAR },
): Finding[] {
  return [...elements(authoredTree(markdown, reading))].flatMap((element): Finding[] => {
    if (element.tagName === 'img') return [pictureFinding(element, where)];
    if (element.tagName !== 'a' || element.properties.href === undefined) return [];
    return checkLink({ text: textOf(element.children), url: String(element.properties.href) }, where);
  });
}

const pictureFinding = (image: Element, where: string) =>
  warning(
    where,
    `The picture “${image.properties.alt || image.properties.src}” in the text becomes a link or is left out: put it into the field image.`,
  );

export function checkLink({ text, url }: { text: string; url: string }, where: string): Finding[] {
  const findings: Finding[] = [];
  const words = text
    .trim()
    .toLowerCase()
    .replace(/[.…>→\s]+$/u, '');
  if (VAGUE.has(words))
    findings.push(warning(where, `The link text “${text.trim()}” does not say where it leads.`));
  if (/^https?:\/\//i.test(words) && words.length > 40) {
    findings.push(warning(where, `The link text is a long address, ${url}: say where it leads instead.`));
  }
  const why = deadReason(url);
  if (why) findings.push(warning(where, `The link ${url} looks dead: ${why}.`));
  return findings;
}

function deadReason(url: string): string | undefined {
  if (/^(mailto|tel):/i.test(url)) return undefined;
  if (!/^https?:\/\//i.test(url)) return 'it is not a full address, so it is left out';
  if (!URL.canParse(url)) return 'it is not an address';
  const { hostname, protocol } = new URL(url);
  if (RESERVED.test(hostname)) return `${hostname} is not on the public internet`;
  if (/^(10|127|192\.168|172\.(1[6-9]|2\d|3[01]))\./.test(hostname)) return 'it is a private address';
  if (!hostname.includes('.') && !hostname.includes(':')) return `${hostname} is not a full host name`;
  if (PLACEHOLDER.test(url)) return 'it holds a placeholder';
  return protocol === 'http:' ? 'it starts with http://, where almost every site has https://' : undefined;
}
