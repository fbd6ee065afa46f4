import { aligned, directionOf, tongue } from '../direction.ts';
import type { Theme } from '../theme.ts';
import { type Look, lookOf } from './look.ts';
import { type MjmlNode, rawHtml, row } from './mjml.ts';
import { Contact, Html, Link, Picture } from './parts.tsx';
import type { ArticleForm, ArticleProps, Marks } from './props.ts';

export const COLUMN = 552;
type Setting = { look: Look; theme: Theme; marks: Marks };

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
  const words = `${article.headline} ${article.summary}`;
  const direction = directionOf(words, setting.look.direction);
  const look = direction === setting.look.direction ? setting.look : lookOf(theme, direction);
  const inner = (
    <>
      {!first && <hr class="r" style={`${look.rule};margin-top:0`} />}
      <h3 id={article.anchor} style={look.h3}>
        {article.headline}
      </h3>
      {form !== 'headline' && article.byline && (
        <p class="m" style={look.small}>
          {article.byline}
        </p>
      )}
      {form === 'full' ? (
        <Full article={article} look={look} ground={theme.light.box} />
      ) : (
        <ReadOn article={article} look={look} lead={form === 'short' ? article.lead : ''} />
      )}
    </>
  );
  const own = tongue(words, theme.language);
  if (!own.dir && !own.lang) return inner;
  return (
    <div {...own} style={aligned(own) || undefined}>
      {inner}
    </div>
  );
};

const Full = ({ article, look, ground }: { article: ArticleProps; look: Look; ground: string }) => (
  <>
    {article.summary && <p style={look.lead}>{article.summary}</p>}
    {article.image && <Picture image={article.image} look={look} column={COLUMN} />}
    <Html html={article.body} />
    {article.links.length > 0 && (
      <ul style={look.list}>
        {article.links.map((link) => (
          <li>
            <Link href={link.url} look={look}>
              {link.text}
            </Link>
          </li>
        ))}
      </ul>
    )}
    {article.contact && <Contact contact={article.contact} look={look} ground={ground} />}
    <p style={look.share}>
      <Link href={article.url} look={look} label={`Share this article: ${article.headline}`}>
        Share this article
      </Link>
    </p>
  </>
);

const ReadOn = ({ article, look, lead }: { article: ArticleProps; look: Look; lead: string }) => (
  <>
    {lead && <p style={look.lead}>{lead}</p>}
    <p style={look.share}>
      <Link href={article.url} look={look} label={`Read on: ${article.headline}`}>
        Read on
      </Link>
    </p>
  </>
);
