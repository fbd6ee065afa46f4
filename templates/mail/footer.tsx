import { raw } from 'hono/html';
import type { Locale } from '../../src/words/index.ts';
import { aligned, type Tongue, tongue } from '../direction.ts';
import { standardTheme, type Theme } from '../theme.ts';
import type { Look } from './look.ts';
import { Link, MailFixed } from './parts.tsx';
import type { EditionProps } from './props.ts';

/** Why the reader gets this mail: in the publisher's words, where the theme has any. */
export const footerReason = ({ footer }: Theme, { say }: Locale): string =>
  footer.reason === standardTheme.footer.reason ? say('mail.reason') : footer.reason;

type FooterProps = { edition: EditionProps; look: Look; theme: Theme; fixed: Tongue };

export const Footer = ({ edition, look, theme, fixed }: FooterProps) => {
  const { links, locale } = edition;
  const { say } = locale;
  const why = footerReason(theme, locale);
  const reason = tongue(why, theme.language, locale.language);
  return (
    <>
      <p class="m" {...reason} style={`${look.small};${aligned(reason)}`}>
        {why} {say('mail.yourSections')}
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
          <MailFixed own={fixed}>{say('mail.changeSections')}</MailFixed>
        </Link>
        {' · '}
        <Link href={links.unsubscribe} look={look}>
          <MailFixed own={fixed}>{say('mail.unsubscribe')}</MailFixed>
        </Link>
        {' · '}
        <Link href={links.browser} look={look}>
          <MailFixed own={fixed}>{say('mail.viewInBrowser')}</MailFixed>
        </Link>
      </p>
      <p class="m" style={look.small}>
        <Link href={links.forward} look={look}>
          <MailFixed own={fixed}>{say('mail.forward')}</MailFixed>
        </Link>
      </p>
      <p class="m" style={look.small}>
        <span {...tongue(edition.publisher, theme.language, edition.spokenIn.publisher)}>
          {edition.publisher}
        </span>
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
