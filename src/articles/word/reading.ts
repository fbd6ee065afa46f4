import type { LeftOutKind } from '../../core/index.ts';
import { FieldReader } from './fields.ts';
import { type LeftOut, leaveOut } from './left-out.ts';
import type { WordParts } from './parts.ts';
import { isNode, type WordNode } from './xml.ts';

/** What is known while a document is read. */
export type Reading = {
  parts: WordParts;
  left: LeftOut[];
  /** Addresses that words link to; the place is the id of the relation. */
  links: string[];
  /** Notes and comments that nothing has referred to yet, by kind and id. */
  asides: Map<string, WordNode>;
  /** The accepted text so far. */
  words: string[];
  fields: FieldReader;
  /** Of paragraphs whose end was deleted: it stands in the next one. */
  joined: WordNode[];
};

const ASIDES = [
  { kind: 'footnote', type: 'footnotes' },
  { kind: 'endnote', type: 'endnotes' },
  { kind: 'comment', type: 'comments' },
] as const;

export function openReading(parts: WordParts): Reading {
  const asides = ASIDES.flatMap(({ kind, type }) =>
    parts.ofType(type).flatMap(({ children }) =>
      children
        .filter(isNode)
        // The rules above notes are notes too, of a type.
        .filter(({ attributes }) => ['normal', undefined].includes(attributes['w:type']))
        .map((one): [string, WordNode] => [`${kind} ${one.attributes['w:id']}`, one]),
    ),
  );
  return { parts, left: [], links: [], asides: new Map(asides), ...inside() };
}

/** For a text beside the story, whose words do not stand in it. */
export const inside = () => ({ words: [], fields: new FieldReader(), joined: [] });

export const listLeftOut = ({ left }: Reading, kind: LeftOutKind, words: string): void =>
  leaveOut(left, kind, words);

/** The relation of a link that readers can follow; others are words only. */
export function linkTo({ links }: Pick<Reading, 'links'>, address: string | undefined): string | undefined {
  const url = address?.trim() ?? '';
  if (!/^(https?:\/\/|mailto:|tel:)[^\s"<>]+$/i.test(url)) return undefined;
  if (!links.includes(url)) links.push(url);
  return `link${links.indexOf(url)}`;
}
