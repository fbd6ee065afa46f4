import {
  aligned,
  around,
  beside,
  difference,
  directionOfLanguage,
  type Tongue,
  tongue,
} from '../direction.ts';
import type { Theme } from '../theme.ts';
import { articleRows, COLUMN } from './article.tsx';
import { Contents } from './contents.tsx';
import { Footer } from './footer.tsx';
import { type Look, lookOf, stylesheet } from './look.ts';
import { block, headText, type MjmlNode, mj, rawHtml, row } from './mjml.ts';
import { Html, MailFixed, Preheader } from './parts.tsx';
import type { EditionProps, SectionProps } from './props.ts';

export const GUTTER = `${(600 - COLUMN) / 2}px`;

/**
 * The whole edition as one MJML document of one column. Marks say which parts belong to which section and to which
 * form of an article; without marks it is the mail of exactly these sections.
 */
export function editionMail(edition: EditionProps, { language: _, ...rest }: Theme): MjmlNode {
  const { language } = edition;
  const theme = { ...rest, language };
  const look = lookOf(theme);
  return {
    tagName: 'mjml',
    attributes: { lang: language, dir: directionOfLanguage(language) },
    children: [mailHead(edition, theme), body(edition, theme, look)],
  };
}

/** Word inherits nothing into a table, so what the wrapper says is said for it again. */
const WORD =
  '<!--[if mso]><style>body,table,td,p,a,li,h1,h2,h3,h4{font-family:Arial,Helvetica,sans-serif!important}' +
  'td,p,li{line-height:1.5}</style><![endif]-->';

/** Title and stylesheet; the same for every reader of an edition. */
export function mailHead(edition: EditionProps, theme: Theme): MjmlNode {
  return mj('head', {}, [
    headText('title', issueTitle(edition)),
    { tagName: 'mj-style', attributes: {}, content: stylesheet(theme, edition.palette) },
    rawHtml(
      '<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">' +
        `<meta name="format-detection" content="telephone=no,date=no,address=no,email=no">${WORD}`,
    ),
  ]);
}

const issueTitle = ({ title, number, cover, locale }: EditionProps) =>
  locale.say('mail.issueTitle', { title, number: String(number), cover });

/** What the edition's own words say of themselves. */
const tongueOf = (edition: EditionProps, name: keyof EditionProps['spokenIn']): Tongue =>
  tongue(edition[name], edition.language, edition.spokenIn[name]);

/** What the words of every edition say of themselves. */
const fixedIn = ({ locale, language }: EditionProps): Tongue =>
  difference(around(locale.language), around(language));

function body(edition: EditionProps, theme: Theme, look: Look): MjmlNode {
  const inner = { edition, look, theme, fixed: fixedIn(edition) };
  return mj('body', { width: '600px', 'background-color': theme.light.page, 'css-class': 'pg' }, [
    rawHtml(
      `<div class="w" style="${look.wrapper}">${(<Preheader text={edition.preheader} own={edition.followed ? {} : tongueOf(edition, 'preheader')} />).toString()}`,
    ),
    masthead(edition, theme, look),
    block({ padding: `28px ${GUTTER} 8px` }, [
      row(<Welcome html={edition.welcome} language={theme.language} said={edition.spokenIn.welcome} />, look),
      row(<Contents {...inner} />, look, '12px 0 0'),
    ]),
    ...edition.sections.flatMap((section) => sectionBlock(section, edition, { theme, look })),
    block({ padding: `36px ${GUTTER} 40px` }, [
      row(<hr class="r" style={`${look.rule};margin-top:0`} />, look),
      row(<Footer {...inner} />, look),
    ]),
    rawHtml('</div>'),
  ]);
}

type WelcomeProps = { html: string; language: string; said: string | undefined };

const Welcome = ({ html, language, said }: WelcomeProps) => {
  const own = tongue(html.replace(/<[^>]*>/g, ' '), language, said);
  return own.dir || own.lang ? (
    <div {...own} style={aligned(own) || undefined}>
      <Html html={html} />
    </div>
  ) : (
    <Html html={html} />
  );
};

function masthead(edition: EditionProps, theme: Theme, look: Look): MjmlNode {
  const { band, bandText } = theme.light;
  const { logo } = theme.masthead;
  const fixed = fixedIn(edition);
  const { say } = edition.locale;
  const issue = say('mail.issue', { number: String(edition.number) });
  const small = `margin:0;font-size:15px;line-height:1.4;color:${bandText}`;
  const [title, strapline] = [tongueOf(edition, 'title'), tongueOf(edition, 'strapline')];
  const cover = edition.spokenIn.cover ? tongueOf(edition, 'cover') : {};
  const content = (
    <>
      {logo && (
        <img
          src={logo.url}
          alt={logo.alt}
          width={logo.width}
          height={logo.height}
          style="display:block;margin:0 0 16px"
        />
      )}
      <p class="bt" style={small}>
        {fixed.lang || cover.lang ? (
          <>
            <MailFixed own={fixed}>{issue}</MailFixed> · <MailFixed own={cover}>{edition.cover}</MailFixed>
          </>
        ) : (
          beside([issue, edition.cover], ' · ')
        )}
      </p>
      <h1 class="bt h1" {...title} style={`${look.h1};color:${bandText};${aligned(title)}`}>
        {edition.title}
      </h1>
      {edition.strapline && (
        <p class="bt" {...strapline} style={`${small};margin-top:8px;font-size:17px;${aligned(strapline)}`}>
          {edition.strapline}
        </p>
      )}
      <p style={`${small};margin-top:18px;font-size:14px`}>
        <a class="bt" href={edition.links.browser} style={`color:${bandText};text-decoration:underline`}>
          <MailFixed own={fixed}>{say('mail.viewInBrowser')}</MailFixed>
        </a>
      </p>
    </>
  );
  const attributes = { 'full-width': 'full-width', 'background-color': band, 'css-class': 'bd' };
  const plain: Record<string, string> =
    theme.masthead.style === 'plain' ? { 'border-bottom': `3px double ${theme.light.rule}` } : {};
  return block({ ...attributes, ...plain, padding: `32px ${GUTTER} 28px` }, [row(content, look)]);
}

function sectionBlock(
  section: SectionProps,
  edition: EditionProps,
  { theme, look }: { theme: Theme; look: Look },
): MjmlNode[] {
  const { open, close } = edition.marks.section(section.index);
  const stop = `${edition.links.unsubscribe}?section=${section.slug}`;
  const { say } = edition.locale;
  const foot = (
    <p style={`${look.share};margin:16px 0 0;font-size:14px`}>
      <a
        class="m"
        href={stop}
        style={`color:${theme.light.muted};text-decoration:underline`}
        aria-label={say('mail.stopSectionNamed', { section: section.label })}
      >
        <MailFixed own={fixedIn(edition)}>{say('mail.stopSection')}</MailFixed>
      </a>
    </p>
  );
  const rows = section.articles.flatMap((article, index) =>
    articleRows(article, {
      look,
      theme,
      marks: edition.marks,
      locale: edition.locale,
      first: index === 0,
    }),
  );
  const whole = block({ padding: `36px ${GUTTER} 0` }, [
    sectionHeading(section, { theme, look }),
    ...rows,
    row(foot, look),
  ]);
  return [rawHtml(open), whole, rawHtml(close)].filter((node) => node.content !== '');
}

/** A section's name and what it is about, as a row. */
export function sectionHeading(
  section: SectionProps,
  { theme, look }: { theme: Theme; look: Look },
): MjmlNode {
  const colour = section.colours.light;
  const [label, description] = [
    tongue(section.label, theme.language, section.language),
    tongue(section.description, theme.language, section.language),
  ];
  const heading = (
    <div class={`s${section.index}`} style={`border-top:4px solid ${colour};padding:12px 0 0`}>
      <h2
        id={section.anchor}
        class={`s${section.index}`}
        {...label}
        style={`${look.h2};color:${colour};${aligned(label)}`}
      >
        {section.label}
      </h2>
      {section.description && (
        <p class="m" {...description} style={`${look.small};margin:4px 0 0;${aligned(description)}`}>
          {section.description}
        </p>
      )}
    </div>
  );
  return row(heading, look);
}
