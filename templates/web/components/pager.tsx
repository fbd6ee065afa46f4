import { Said } from '../parts.tsx';

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
