import { raw } from 'hono/html';
import { aligned, type Tongue, tongue } from '../direction.ts';
import type { Theme } from '../theme.ts';
import type { Look } from './look.ts';
import { Link, MailFixed } from './parts.tsx';
import type { EditionProps } from './props.ts';

type FooterProps = { edition: EditionProps; look: Look; theme: Theme; fixed: Tongue };

export const Footer = ({ edition, look, theme, fixed }: FooterProps) => {
  const { links } = edition;
  const reason = tongue(theme.footer.reason, theme.language, edition.fixed);
  return (
    <>
      <p class="m" {...reason} style={`${look.small};${aligned(reason)}`}>
        {theme.footer.reason} Your sections in it:
      </p>
      <ul class="m" style={`${look.small};${look.bullets}`}>
        {edition.sections.map((section) => {
          const { open, close } = edition.marks.section(section.index);
          const own = tongue(section.label, theme.language, section.language);
          return (
            <>
              {raw(open)}
              <li {...own} style={aligned(own) || undefined}>
                {section.label}
              </li>
              {raw(close)}
            </>
          );
        })}
      </ul>
      <p class="m" style={look.small}>
        <Link href={links.preferences} look={look}>
          <MailFixed own={fixed}>Change your sections</MailFixed>
        </Link>
        {' · '}
        <Link href={links.unsubscribe} look={look}>
          <MailFixed own={fixed}>Unsubscribe</MailFixed>
        </Link>
        {' · '}
        <Link href={links.browser} look={look}>
          <MailFixed own={fixed}>View in your browser</MailFixed>
        </Link>
      </p>
      <p class="m" style={look.small}>
        <span {...tongue(edition.publisher, theme.language)}>{edition.publisher}</span>
        {theme.footer.lines.map((line) => (
          <>
            <br />
            {line}
          </>
        ))}
        <br />
        <Link href={`mailto:${edition.mailbox}`} look={look}>
          {edition.mailbox}
        </Link>
      </p>
    </>
  );
};
