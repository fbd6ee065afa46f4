import { raw } from 'hono/html';
import type { Locale } from '../../src/words/index.ts';
import { aligned, directionOfLanguage, tongue } from '../direction.ts';
import type { Theme } from '../theme.ts';
import { type Look, lookOf, stylesheet } from './look.ts';
import { Html, Link, Preheader } from './parts.tsx';

/** Words of an article, which may be in another language than the mail; BCP 47, absent = nobody has said it. */
export type SaidWords = { text: string; language?: string | undefined };
export type Paragraph = string | (string | SaidWords)[];

/** The words of a paragraph alone. */
export const saidIn = (paragraph: Paragraph): string =>
  typeof paragraph === 'string'
    ? paragraph
    : paragraph.map((piece) => (typeof piece === 'string' ? piece : piece.text)).join('');

/** What a transactional mail says; its HTML and its text are both printed from this. */
export type NoticeWords = {
  subject: string;
  heading: string;
  paragraphs: Paragraph[];
  /** To be typed as they stand: never wrapped. */
  commands?: { purpose: string; command: string }[];
  /** The one thing to do. */
  action?: { label: string; url: string };
  list?: { title: string; items: string[] };
  /** Smaller, below everything: what else there is to know. */
  notes: string[];
  links: { label: string; url: string }[];
};

export type NoticeProps = NoticeWords & {
  bulletin: { title: string; publisher: string; mailbox: string };
  publicUrl: string;
  locale: Locale;
};

/** A short mail of one column, by hand: it needs none of MJML's machinery, and is sent by processes without it. */
export function noticeMail(notice: NoticeProps, { language: _, ...looks }: Theme): string {
  const { language } = notice.locale;
  const theme = { ...looks, language };
  const look = lookOf(theme);
  const { light } = theme;
  const body = `margin:0;padding:0;background:${light.page};color:${light.text}`;
  const cell = `padding:32px 24px;font-family:${theme.fonts.text};font-size:16px;line-height:1.6`;
  const page = (
    <html lang={language} dir={directionOfLanguage(language)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{notice.subject}</title>
        <style>{raw(noticeStyles(theme))}</style>
      </head>
      <body class="pg" style={body}>
        <div class="w" lang={language} style={look.wrapper}>
          <Preheader text={saidIn(notice.paragraphs[0] ?? '')} />
          <Html
            html={'<!--[if mso]><table role="presentation" width="600" align="center"><tr><td><![endif]-->'}
          />
          <table
            role="presentation"
            width="100%"
            cellpadding="0"
            cellspacing="0"
            style="max-width:600px;margin:0 auto"
          >
            <tr>
              <td style={cell}>
                <Message notice={notice} look={look} theme={theme} />
              </td>
            </tr>
          </table>
          <Html html="<!--[if mso]></td></tr></table><![endif]-->" />
        </div>
      </body>
    </html>
  );
  return `<!doctype html>${page.toString()}`;
}

const Message = ({ notice, look, theme }: { notice: NoticeProps; look: Look; theme: Theme }) => (
  <>
    <p class="f" style={`margin:0 0 24px;font-weight:700;color:${theme.light.accent}`}>
      {notice.bulletin.title}
    </p>
    <h1 style={`${look.h1};font-size:28px;margin:0 0 16px`}>{notice.heading}</h1>
    {notice.paragraphs.map((paragraph) => (
      <Words of={paragraph} language={theme.language} />
    ))}
    {notice.commands?.map(({ purpose, command }) => (
      <>
        <p style="margin:0 0 6px">{purpose}</p>
        <pre class="bx" style={look.pre}>
          <code style={look.code}>{command}</code>
        </pre>
      </>
    ))}
    {notice.action && <Action action={notice.action} locale={notice.locale} look={look} theme={theme} />}
    {notice.list && (
      <>
        <p style="margin:0 0 6px;font-weight:700">{notice.list.title}</p>
        <ul style={look.list}>
          {notice.list.items.map((item) => {
            const own = tongue(item, theme.language);
            return (
              <li {...own} style={aligned(own) || undefined}>
                {item}
              </li>
            );
          })}
        </ul>
      </>
    )}
    {notice.notes.map((note) => (
      <p class="m" style={look.small}>
        {note}
      </p>
    ))}
    <hr class="r" style={look.rule} />
    {notice.links.length > 0 && (
      <p class="m" style={look.small}>
        {notice.links.map((link, index) => (
          <>
            {index > 0 && ' · '}
            <Link href={link.url} look={look}>
              {link.label}
            </Link>
          </>
        ))}
      </p>
    )}
    <Sender notice={notice} look={look} lines={theme.footer.lines} />
  </>
);

/** A paragraph that is all of an article runs as its words do; those among ours are kept from turning them. */
function Words({ of, language }: { of: Paragraph; language: string }) {
  if (typeof of === 'string') return <p>{of}</p>;
  const [first, ...others] = of;
  if (typeof first === 'object' && others.length === 0) {
    const own = tongue(first.text, language, first.language);
    return (
      <p {...own} style={aligned(own) || undefined}>
        {first.text}
      </p>
    );
  }
  return (
    <p>
      {of.map((piece) => {
        if (typeof piece === 'string') return piece;
        const own = tongue(piece.text, language, piece.language);
        return own.lang || own.dir ? <span {...own}>{piece.text}</span> : piece.text;
      })}
    </p>
  );
}

type ActionProps = {
  action: NonNullable<NoticeProps['action']>;
  locale: Locale;
  look: Look;
  theme: Theme;
};

/** A coloured table cell round a link is the one button that Word draws too. */
const Action = ({ action, locale, look, theme }: ActionProps) => {
  const { link, page } = theme.light;
  const label = `display:inline-block;padding:12px 22px;font-weight:700;color:${page};text-decoration:none`;
  return (
    <>
      <table role="presentation" cellpadding="0" cellspacing="0" style="margin:0 0 14px">
        <tr>
          <td class="go" bgcolor={link} style={`background:${link};border-radius:5px;font-size:16px`}>
            <a href={action.url} style={label}>
              {action.label}
            </a>
          </td>
        </tr>
      </table>
      <p class="m" style={look.small}>
        {locale.pieces('notices.orOpen', {
          address: (
            <Link href={action.url} look={look}>
              {action.url}
            </Link>
          ),
        })}
      </p>
    </>
  );
};

/** The edition's stylesheet, and the button in the dark. */
function noticeStyles(theme: Theme): string {
  const { link, page } = theme.dark;
  const button = (prefix: string) =>
    `${prefix}.w .go{background:${link}!important}${prefix}.w .go a{color:${page}!important}`;
  return `${stylesheet(theme, [])}@media(prefers-color-scheme:dark){${button('')}}${button('[data-ogsc] ')}`;
}

const Sender = ({ notice, look, lines }: { notice: NoticeProps; look: Look; lines: string[] }) => (
  <p class="m" style={look.small}>
    {notice.bulletin.publisher}
    {lines.map((line) => (
      <>
        <br />
        {line}
      </>
    ))}
    <br />
    <Link href={`mailto:${notice.bulletin.mailbox}`} look={look}>
      {notice.bulletin.mailbox}
    </Link>
  </p>
);
