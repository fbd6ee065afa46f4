import { raw } from 'hono/html';
import type { Child, FC } from 'hono/jsx';
import type { Locale } from '../../src/words/index.ts';
import { beside, figuresIn, type Tongue } from '../direction.ts';
import { telephoneHref } from '../telephone.ts';
import type { Look } from './look.ts';
import type { ContactProps, ImageProps } from './props.ts';

export const Link: FC<{ href: string; look: Look; label?: string; own?: Tongue; children?: Child }> = (
  props,
) => (
  <a href={props.href} style={props.look.link} aria-label={props.label} {...props.own}>
    {props.children}
  </a>
);

/** Words that are in every edition: they say their own language (`own`) where what is around them is in another. */
export const MailFixed: FC<{ own: Tongue; children?: Child }> = ({ own, children }) =>
  own.lang ? <span {...own}>{children}</span> : <>{children}</>;

/** `width` and `height` are attributes too: Outlook's Word engine reads no CSS sizes, and a page that waits must not jump. */
export const Picture: FC<{ image: ImageProps; look: Look; column: number }> = ({ image, look, column }) => {
  const width = Math.min(column, image.width);
  const height = Math.max(1, Math.round((image.height * width) / Math.max(1, image.width)));
  return (
    <>
      <img
        src={image.src}
        alt={image.alt}
        width={width}
        height={height}
        style={`display:block;width:100%;max-width:${width}px;height:auto;margin:4px 0 ${image.caption ? 0 : 16}px`}
      />
      {image.caption && (
        <p class="m" style={look.caption}>
          {image.caption}
        </p>
      )}
    </>
  );
};

/** A tinted box; a table, because Word knows no padding on other elements. */
export const Box: FC<{ look: Look; ground: string; children?: Child }> = ({ look, ground, children }) => (
  <table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:0 0 16px">
    <tr>
      <td class="bx" bgcolor={ground} style={look.box}>
        {children}
      </td>
    </tr>
  </table>
);

type MailContactProps = { contact: ContactProps; look: Look; ground: string; locale: Locale; own: Tongue };

export const MailContact: FC<MailContactProps> = ({ contact, look, ground, locale, own }) => {
  const who = beside([contact.name ?? '', contact.role ?? ''], ', ');
  const telephone = contact.phone && telephoneHref(contact.phone);
  return (
    <Box look={look} ground={ground}>
      <p class="m" style="margin:0;font-size:14px">
        <MailFixed own={own}>{locale.say('mail.contact')}</MailFixed>
      </p>
      {who && <p style="margin:0;font-weight:700">{who}</p>}
      {contact.email && (
        <p style="margin:0">
          <Link href={`mailto:${contact.email}`} look={look}>
            {contact.email}
          </Link>
        </p>
      )}
      {contact.phone && (
        <p style="margin:0">
          {telephone ? (
            <Link href={telephone} look={look} own={figuresIn(look.direction)}>
              {contact.phone}
            </Link>
          ) : (
            contact.phone
          )}
        </p>
      )}
      {contact.url && (
        <p style="margin:0">
          <Link href={contact.url} look={look}>
            {contact.url.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '')}
          </Link>
        </p>
      )}
    </Box>
  );
};

/** HTML that is already sanitised. */
export const Html: FC<{ html: string }> = ({ html }) => <>{raw(html)}</>;

/** Gmail for other providers' accounts on a phone ignores display:none. Letters of one pixel look like a trick to filters. */
const HIDDEN = 'display:none;max-height:0;overflow:hidden;opacity:0;mso-hide:all';

/** What a mailbox shows after the subject. Not `mj-preview`: its white letters on white look like one too. */
export const Preheader: FC<{ text: string; own?: Tongue }> = ({ text, own }) =>
  text ? (
    <div style={HIDDEN} lang={own?.lang}>
      {text}
    </div>
  ) : null;
