import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import {
  type Around,
  around,
  difference,
  figuresIn,
  spoken,
  type Tongue,
  tongue,
} from '../../../templates/direction.ts';
import { telephoneHref } from '../../../templates/telephone.ts';
import { type ArticleLink, linksApart, linkWords } from '../../core/index.ts';
import type { SnapshotImage } from '../../editions/index.ts';
import { articleUrl, editionUrl, imageUrl } from '../addresses.ts';
import type { FeedOptions } from '../feed.ts';
import { feedHtml } from '../markdown/print.ts';
import { plainText } from '../web/plain.ts';
import type { ReadingArticle, ReadingEdition } from '../web/reading.ts';
import { noteTongue } from '../web/views.ts';

/** "Corrected on 24 August 2017:", which the note follows. */
const corrected = (at: Date, { locale, timeZone }: FeedOptions) =>
  locale.pieces('feedItems.correctedOn', {
    day: locale.day(at, timeZone),
    strong: (inside) => <strong>{inside}</strong>,
  });

/** A whole article as a feed reader shows it: no class, no style, absolute addresses only. */
export function articleItemHtml(article: ReadingArticle, options: FeedOptions): string {
  return String(<InLanguage article={article} options={options} />);
}

/**
 * A whole edition, as one item.
 * @param printed what `articleItemHtml` gave for each of its articles, in their order
 */
export function editionItemHtml(
  edition: ReadingEdition,
  printed: readonly string[],
  options: FeedOptions,
): string {
  const articles = printed.values();
  // What was frozen before languages were stands in feeds as it did: readers are not told that it changed.
  const own = (text: string, language?: string) =>
    edition.grammar === 2 || language ? tongue(text, options.locale.language, language) : {};
  return String(
    <>
      {edition.strapline && <p {...own(edition.strapline, edition.language)}>{edition.strapline}</p>}
      <Welcome edition={edition} options={options} />
      {edition.sections.map((section) => (
        <>
          <h2 {...own(section.label, section.language)}>{section.label}</h2>
          {section.articles.map((article) => (
            <>
              <h3 {...own(article.headline, article.language)}>
                <a href={articleUrl(options.publicUrl, edition.number, article.slug)}>{article.headline}</a>
              </h3>
              {raw(articles.next().value ?? '')}
            </>
          ))}
        </>
      ))}
      <p>
        <a href={editionUrl(options.publicUrl, edition.number)}>
          {options.locale.say('feedItems.readEdition')}
        </a>
      </p>
    </>,
  );
}

function Welcome({ edition, options }: { edition: ReadingEdition; options: FeedOptions }) {
  const { grammar, language, welcome } = edition;
  const outside = around(options.locale.language);
  const inside = spoken(plainText(welcome, grammar), outside, language);
  const html = feedHtml(welcome, { grammar, ...inside, language: language ?? options.locale.language });
  return <Wrapped own={grammar === 2 || language ? difference(inside, outside) : {}}>{raw(html)}</Wrapped>;
}

const Wrapped = ({ own, children }: { own: Tongue; children?: Child }) =>
  own.lang || own.dir ? <div {...own}>{children}</div> : <>{children}</>;

const Wording = ({ own, children }: { own: Tongue; children?: Child }) =>
  own.lang || own.dir ? <span {...own}>{children}</span> : <>{children}</>;

type ArticleProps = { article: ReadingArticle; options: FeedOptions };

/** A feed reader shows an item by itself, so the item itself says how it runs; as it was for what was frozen before. */
function InLanguage({ article, options }: ArticleProps) {
  const outside = around(options.locale.language);
  const inside = spoken(`${article.headline} ${article.summary}`, outside, article.language);
  const own = article.grammar === 2 || article.language ? difference(inside, outside) : {};
  const fixed = article.language === undefined ? {} : difference(outside, inside);
  return (
    <Wrapped own={own}>
      <Article article={article} options={options} inside={inside} fixed={fixed} />
    </Wrapped>
  );
}

const Links = ({ links }: { links: readonly ArticleLink[] }) =>
  links.length > 0 && (
    <ul>
      {links.map((link) => (
        <li>
          <a href={link.url}>{linkWords(link)}</a>
        </li>
      ))}
    </ul>
  );

const Figure = ({ image, options }: { image: SnapshotImage; options: FeedOptions }) => (
  <figure>
    <img src={imageUrl(options.publicUrl, image)} alt={image.alt} width={image.width} height={image.height} />
    {image.caption && <figcaption>{image.caption}</figcaption>}
  </figure>
);

function Article({ article, options, inside, fixed }: ArticleProps & { inside: Around; fixed: Tongue }) {
  const { image, pictures = [], contact, corrections } = article;
  const { pages, documents } = linksApart(article.links);
  const telephone = contact?.phone && telephoneHref(contact.phone);
  const reading = {
    grammar: article.grammar,
    ...inside,
    language: article.language ?? options.locale.language,
  };
  return (
    <>
      {corrections.map(({ at, note }) => (
        <p {...fixed}>
          {corrected(at, options)}{' '}
          <Wording own={noteTongue(note, article, { inside, outside: around(options.locale.language) })}>
            {note}
          </Wording>
        </p>
      ))}
      {article.summary && (
        <p>
          <strong>{article.summary}</strong>
        </p>
      )}
      {image && <Figure image={image} options={options} />}
      {raw(feedHtml(article.body, reading))}
      {pictures.map((one) => (
        <Figure image={one} options={options} />
      ))}
      <Links links={pages} />
      {documents.length > 0 && (
        <p>
          <Wording own={fixed}>{options.locale.say('article.documents')}</Wording>
        </p>
      )}
      <Links links={documents} />
      {contact && (
        <p>
          <Wording own={fixed}>{options.locale.say('feedItems.contact')}</Wording>{' '}
          {[contact.name, contact.role].filter(Boolean).join(', ')}
          {contact.email && (
            <>
              {' '}
              <a href={`mailto:${contact.email}`}>{contact.email}</a>
            </>
          )}
          {contact.phone && (
            <>
              {' '}
              {telephone ? (
                <a href={telephone} {...figuresIn(inside.direction)}>
                  {contact.phone}
                </a>
              ) : (
                contact.phone
              )}
            </>
          )}
          {contact.url && (
            <>
              {' '}
              <a href={contact.url}>{contact.url}</a>
            </>
          )}
        </p>
      )}
    </>
  );
}
