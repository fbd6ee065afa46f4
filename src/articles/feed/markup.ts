import { Tokenizer } from 'htmlparser2';

export type MarkupAttributes = ReadonlyMap<string, string>;
/** `start` and `end` are offsets in the source, for a tag that must stand as it was typed. */
export type MarkupTag = {
  name: string;
  attributes: MarkupAttributes;
  start: number;
  end: number;
  selfClosing: boolean;
};
export type MarkupEvents = {
  open(tag: MarkupTag): void;
  close(name: string): void;
  /** `literal`: from a CDATA section, where nothing is a reference. */
  text(text: string, literal: boolean): void;
};

type Quirks = { xml: boolean; events: MarkupEvents };

/**
 * Tags and text in the order of the source, without a tree and so in time proportional to its length, whatever is nested
 * in whatever. References are left as they are; comments, declarations and processing instructions are passed over.
 * @returns how much was read: less than the whole when the source ends inside a tag or a comment.
 */
export function readMarkup(source: string, { xml, events }: Quirks): number {
  let read = 0;
  let tag = { name: '', start: 0, attributes: new Map<string, string>() };
  let attribute = { name: '', value: '' };
  const open = (end: number, selfClosing: boolean) => {
    read = end + 1;
    events.open({ ...tag, end: read, selfClosing });
  };
  const text = (start: number, end: number, literal: boolean) => {
    if (end > start) events.text(source.slice(start, end), literal);
  };
  const passOver = (_start: number, end: number) => {
    read = end + 1;
  };
  const tokenizer = new Tokenizer(
    { xmlMode: xml, decodeEntities: false },
    {
      ontext(start, end) {
        text(start, end, false);
        read = end;
      },
      oncdata(start, end, offset) {
        text(start, end - offset, true);
        read = end + 1;
      },
      onopentagname(start, end) {
        tag = { name: source.slice(start, end), start: start - 1, attributes: new Map() };
      },
      onattribname(start, end) {
        attribute = { name: source.slice(start, end).toLowerCase(), value: '' };
      },
      onattribdata(start, end) {
        attribute.value += source.slice(start, end);
      },
      onattribend() {
        if (!tag.attributes.has(attribute.name)) tag.attributes.set(attribute.name, attribute.value);
      },
      onopentagend: (end) => open(end, false),
      onselfclosingtag: (end) => open(end, true),
      onclosetag(start, end) {
        events.close(source.slice(start, end));
        read = end + 1;
      },
      oncomment(start, end) {
        // Cut off in a comment: what follows its beginning was perhaps never meant as one.
        if (end < source.length) read = end + 1;
        else read = Math.min(read, start);
      },
      ondeclaration: passOver,
      onprocessinginstruction: passOver,
      onattribentity: () => {},
      ontextentity: () => {},
      onend: () => {},
    },
  );
  tokenizer.write(source);
  tokenizer.end();
  return Math.min(read, source.length);
}
