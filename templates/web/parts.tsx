import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { type Tongue, tongue } from '../direction.ts';

/** A moment as people read it, and as machines do. */
export type Moment = { text: string; iso: string };

export const Time = ({ at }: { at: Moment }) => <time datetime={at.iso}>{at.text}</time>;

/** A section's colour. An SVG attribute and not a style: the page allows no inline style. */
export const Swatch = ({ colour }: { colour?: string }) => (
  <svg class="swatch" viewBox="0 0 1 1" aria-hidden="true" focusable="false">
    <rect width="1" height="1" fill={colour ?? 'currentColor'} />
  </svg>
);

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

/** `language`: of the title, where it is said. */
export type PagerLink = { href: string; label: string; title: string; language?: string };

type PagerProps = { label: string; lang: string; previous?: PagerLink; next?: PagerLink };

/** Previous and next, whatever they lead to. */
export function Pager({ label, lang, previous, next }: PagerProps) {
  if (!previous && !next) return null;
  return (
    <nav class="pager" aria-label={label}>
      {previous && <PagerStep rel="prev" link={previous} lang={lang} />}
      {next && <PagerStep rel="next" link={next} lang={lang} />}
    </nav>
  );
}

const PagerStep = ({ rel, link, lang }: { rel: 'prev' | 'next'; link: PagerLink; lang: string }) => (
  <a rel={rel} href={link.href}>
    <small>{link.label}</small>
    <Said of={{ text: link.title, language: link.language }} lang={lang} />
  </a>
);

export type TrailCrumb = { href: string } & Words;

export const Breadcrumb = ({ trail, lang }: { trail: TrailCrumb[]; lang: string }) => (
  <nav class="breadcrumb" aria-label="Breadcrumb">
    {trail.map((crumb, index) => (
      <>
        {index > 0 && <span aria-hidden="true"> / </span>}
        <a href={crumb.href}>
          <Said of={crumb} lang={lang} />
        </a>
      </>
    ))}
  </nav>
);

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

export const LabelledPanel = ({
  label,
  kind = '',
  own = {},
  children,
}: {
  label?: string;
  kind?: string;
  own?: Tongue;
  children?: Child;
}) => (
  <aside class={`panel ${kind}`.trim()} aria-label={label} {...own}>
    {children}
  </aside>
);
