import type { Block } from './block.ts';
import { plainOf } from './plain.ts';

/** What blog programs put under each story in a feed, in the languages of WordPress; and Medium's. */
const TAILS: readonly RegExp[] = [
  /(?:^|[\s.…\]])The post .{0,400}?(?:first appeared|appeared first) on .{1,200}$/is,
  /(?:^|[\s.…\]])Der Beitrag .{0,400}? erschien zuerst auf .{1,200}$/is,
  /(?:^|[\s.…\]])L[’'](?:article|post) .{0,400}? (?:est apparu en premier sur|proviene da) .{1,200}$/is,
  /(?:^|[\s.…\]])La entrada .{0,400}? (?:se publicó primero en|aparece primero en) .{1,200}$/is,
  /(?:^|[\s.…\]])(?:O post|O conteúdo) .{0,400}? (?:apareceu primeiro em|aparece primeiro em) .{1,200}$/is,
  /(?:^|[\s.…\]])Het bericht .{0,400}? verscheen eerst op .{1,200}$/is,
  /(?:^|[\s.…\]])Mae'r post .{0,400}? ymddangos yn gyntaf ar .{1,200}$/is,
  /(?:^|[\s.…\]]).{0,300} was originally published in .{1,200} on Medium, where people are continuing the conversation.{0,200}$/is,
];
const MAX_TAIL = 1_200;

/** Where the boilerplate at the end of a text begins; `undefined` when it has none. */
export function tailAt(text: string): number | undefined {
  const from = Math.max(0, text.length - MAX_TAIL);
  const end = text.slice(from);
  for (const tail of TAILS) {
    const found = tail.exec(end);
    if (found) return from + found.index + (/^[\s.…\]]/.test(found[0]) ? 1 : 0);
  }
  return undefined;
}

/** The blocks without "The post … appeared first on …" at their end, be it a paragraph or the last words of one. */
export function withoutBoilerplate(blocks: readonly Block[]): Block[] {
  const last = blocks.at(-1);
  if (last?.type !== 'paragraph') return [...blocks];
  const at = tailAt(plainOf([last]));
  if (at === undefined) return [...blocks];
  const children: typeof last.children = [];
  let length = 0;
  for (const child of last.children) {
    const words = plainOf([{ type: 'paragraph', children: [child] }]);
    const kept = at - length;
    length += words.length;
    if (kept <= 0) break;
    if (length <= at) children.push(child);
    else if (child.type === 'text') children.push({ ...child, value: child.value.slice(0, kept).trimEnd() });
  }
  const rest = children.some((child) => child.type !== 'text' || child.value.trim() !== '');
  const before = blocks.slice(0, -1);
  return rest ? [...before, { ...last, children }] : before;
}
