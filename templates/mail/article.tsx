import type { Locale } from '../../src/words/index.ts';
import { type Around, aligned, around, difference, spoken, type Tongue } from '../direction.ts';
import type { Theme } from '../theme.ts';
import { type Look, lookOf } from './look.ts';
import { type MjmlNode, rawHtml, row } from './mjml.ts';
import { Html, Link, MailContact, MailFixed, Picture } from './parts.tsx';
import type { ArticleForm, ArticleProps, Marks } from './props.ts';

export const COLUMN = 552;
/** `locale`: of the words that every edition has. */
type Setting = { look: Look; theme: Theme; marks: Marks; locale: Locale };
type Fixed = { locale: Locale; own: Tongue };

/** One row for each form of the article; the reader's mail keeps one of them. */
export function articleRows(article: ArticleProps, setting: Setting & { first: boolean }): MjmlNode[] {
  return article.forms.flatMap((form) => {
    const { open, close } = setting.marks.form(article.index, form);
    const words = row(<Article article={article} form={form} {...setting} />, setting.look, '24px 0 0');
    return [rawHtml(open), words, rawHtml(close)].filter((node) => node.content !== '');
  });
}

const Article = ({
  article,
  form,
  first,
  theme,
  ...setting
}: Setting & { article: ArticleProps; form: ArticleForm; first: boolean }) => {
  const outside = around(theme.language);
  const inside = spoken(`${article.headline} ${article.summary}`, outside, article.language);
  const look = inside.direction === setting.look.direction ? setting.look : lookOf(theme, inside.direction);
  const own = difference(inside, outside);
  const { locale } = setting;
  const beside = article.language === undefined ? outside : inside;
  const fixed = { locale, own: difference(around(locale.language), beside) };
  const inner = (
    <>
      {!first && <hr class="r" style={`${look.rule};margin-top:0`} />}
      <h3 id={article.anchor} {...turned(article.headline, inside, look.h3)}>
        {article.headline}
      </h3>
      {article.onlyIn && (
        <p class="m" style={look.small}>
          <MailFixed own={fixed.own}>{article.onlyIn}</MailFixed>
        </p>
      )}
      {form !== 'headline' && article.byline && (
        <p class="m" style={look.small}>
          {article.byline}
        </p>
      )}
      {form === 'full' ? (
        <Full article={article} inside={inside} look={look} ground={theme.light.box} fixed={fixed} />
      ) : (
        <ReadOn
          article={article}
          look={look}
          lead={form === 'short' ? article.lead : ''}
          inside={inside}
          fixed={fixed}
        />
      )}
    </>
  );
  if (!own.dir && !own.lang) return inner;
  return (
    <div {...own} style={aligned(own) || undefined}>
      {inner}
    </div>
  );
};

/** A block of the article that may run otherwise than the rest of it. */
const turned = (text: string, inside: Around, style = '') => {
  const own = difference(spoken(text, inside), inside);
  return { ...own, style: [style, aligned(own)].filter(Boolean).join(';') || undefined };
};

type FormProps = { article: ArticleProps; inside: Around; look: Look; fixed: Fixed };

const Full = ({ article, inside, look, ground, fixed }: FormProps & { ground: string }) => (
  <>
    {article.summary && <p {...turned(article.summary, inside, look.lead)}>{article.summary}</p>}
    {article.image && <Picture image={article.image} look={look} column={COLUMN} />}
    <Html html={article.body} />
    {article.pictures.map((image) => (
      <Picture image={image} look={look} column={COLUMN} />
    ))}
    <Links links={article.links} inside={inside} look={look} />
    {article.documents.length > 0 && (
      <p class="m" style={look.small}>
        <MailFixed own={fixed.own}>{fixed.locale.say('mail.documents')}</MailFixed>
      </p>
    )}
    <Links links={article.documents} inside={inside} look={look} />
    {article.contact && <MailContact contact={article.contact} look={look} ground={ground} {...fixed} />}
    <p style={look.share}>
      <Link
        href={article.url}
        look={look}
        label={fixed.locale.say('mail.shareNamed', { headline: article.headline })}
      >
        <MailFixed own={fixed.own}>{fixed.locale.say('mail.share')}</MailFixed>
      </Link>
    </p>
  </>
);

type LinksProps = { links: ArticleProps['links']; inside: Around; look: Look };

const Links = ({ links, inside, look }: LinksProps) =>
  links.length > 0 && (
    <ul style={look.list}>
      {links.map((link) => (
        <li {...turned(link.text, inside)}>
          <Link href={link.url} look={look}>
            {link.text}
          </Link>
        </li>
      ))}
    </ul>
  );

const ReadOn = ({ article, inside, look, lead, fixed }: FormProps & { lead: string }) => (
  <>
    {lead && <p {...turned(lead, inside, look.lead)}>{lead}</p>}
    <p style={look.share}>
      <Link
        href={article.url}
        look={look}
        label={fixed.locale.say('mail.readOnNamed', { headline: article.headline })}
      >
        <MailFixed own={fixed.own}>{fixed.locale.say('mail.readOn')}</MailFixed>
      </Link>
    </p>
  </>
);
