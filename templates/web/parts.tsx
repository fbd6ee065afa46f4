import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { type Tongue, tongue } from '../direction.ts';

/** A moment as people read it, and as machines do. */
export type Moment = { text: string; iso: string };

export const Time = ({ at }: { at: Moment }) => <time datetime={at.iso}>{at.text}</time>;

/** Words of every page, in its language, where they stand among words that are in another. */
export const Fixed = ({ own, children }: { own: Tongue; children?: Child }) =>
  own.lang ? <span {...own}>{children}</span> : <>{children}</>;

/** Words with the language that somebody has said of them, BCP 47; absent = nobody has. */
export type Words = { text: string; language?: string | undefined };

/** Words on a line with others: kept from turning what stands beside them. */
export const Said = ({ of, lang }: { of: Words; lang: string }) => {
  const own = tongue(of.text, lang, of.language);
  return own.lang || own.dir ? <span {...own}>{of.text}</span> : <>{of.text}</>;
};

/** An address to copy: it breaks at its joints first, and within a word only where that does not do. */
export const Address = ({ of }: { of: string }) => (
  <code>
    {of.split(/(?<=[/?,&])(?!\/)/).map((part, index) => (
      <>
        {index > 0 && <wbr />}
        {part}
      </>
    ))}
  </code>
);

/** HTML that the rendering has made from sanitised Markdown; nothing else may pass here. */
export const Rendered = ({ html }: { html: string }) => <>{raw(html)}</>;
