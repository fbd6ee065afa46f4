import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';

/** A moment as people read it, and as machines do. */
export type Moment = { text: string; iso: string };

export const Time = ({ at }: { at: Moment }) => <time datetime={at.iso}>{at.text}</time>;

/** A section's colour. An SVG attribute and not a style: the page allows no inline style. */
export const Swatch = ({ colour }: { colour?: string }) => (
  <svg class="swatch" viewBox="0 0 1 1" aria-hidden="true" focusable="false">
    <rect width="1" height="1" fill={colour ?? 'currentColor'} />
  </svg>
);

export type PagerLink = { href: string; label: string; title: string };

/** Previous and next, whatever they lead to. */
export function Pager({ label, previous, next }: { label: string; previous?: PagerLink; next?: PagerLink }) {
  if (!previous && !next) return null;
  return (
    <nav class="pager" aria-label={label}>
      {previous && <PagerStep rel="prev" link={previous} />}
      {next && <PagerStep rel="next" link={next} />}
    </nav>
  );
}

const PagerStep = ({ rel, link }: { rel: 'prev' | 'next'; link: PagerLink }) => (
  <a rel={rel} href={link.href}>
    <small>{link.label}</small>
    {link.title}
  </a>
);

export type Crumb = { href: string; text: string };

export const Breadcrumb = ({ trail }: { trail: Crumb[] }) => (
  <nav class="breadcrumb" aria-label="Breadcrumb">
    {trail.map((crumb, index) => (
      <>
        {index > 0 && <span aria-hidden="true"> / </span>}
        <a href={crumb.href}>{crumb.text}</a>
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

export const Panel = ({
  label,
  kind = '',
  children,
}: {
  label?: string;
  kind?: string;
  children?: Child;
}) => (
  <aside class={`panel ${kind}`.trim()} aria-label={label}>
    {children}
  </aside>
);
