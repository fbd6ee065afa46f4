import { raw } from 'hono/html';
import { telephoneHref } from '../../../templates/telephone.ts';
import { articleUrl, editionUrl, imageUrl } from '../addresses.ts';
import { feedHtml } from '../markdown/print.ts';
import type { ReadingArticle, ReadingEdition } from '../web/reading.ts';
import type { FeedOptions } from './feed.ts';

const day = (date: Date, { language, timeZone }: FeedOptions) =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone }).format(date);

/** A whole article as a feed reader shows it: no class, no style, absolute addresses only. */
export function articleItemHtml(article: ReadingArticle, options: FeedOptions): string {
  return String(<Article article={article} options={options} />);
}

/** A whole edition, as one item. */
export function editionItemHtml(edition: ReadingEdition, options: FeedOptions): string {
  return String(
    <>
      {edition.strapline && <p>{edition.strapline}</p>}
      {raw(feedHtml(edition.welcome, { grammar: edition.grammar, language: options.language }))}
      {edition.sections.map((section) => (
        <>
          <h2>{section.label}</h2>
          {section.articles.map((article) => (
            <>
              <h3>
                <a href={articleUrl(options.publicUrl, edition.number, article.slug)}>{article.headline}</a>
              </h3>
              <Article article={article} options={options} />
            </>
          ))}
        </>
      ))}
      <p>
        <a href={editionUrl(options.publicUrl, edition.number)}>Read this edition on the web</a>
      </p>
    </>,
  );
}

function Article({ article, options }: { article: ReadingArticle; options: FeedOptions }) {
  const { image, contact, links, corrections } = article;
  const telephone = contact?.phone && telephoneHref(contact.phone);
  return (
    <>
      {corrections.map(({ at, note }) => (
        <p>
          <strong>Corrected on {day(at, options)}:</strong> {note}
        </p>
      ))}
      {article.summary && (
        <p>
          <strong>{article.summary}</strong>
        </p>
      )}
      {image && (
        <figure>
          <img
            src={imageUrl(options.publicUrl, image)}
            alt={image.alt}
            width={image.width}
            height={image.height}
          />
          {image.caption && <figcaption>{image.caption}</figcaption>}
        </figure>
      )}
      {raw(feedHtml(article.body, { grammar: article.grammar, language: options.language }))}
      {links.length > 0 && (
        <ul>
          {links.map((link) => (
            <li>
              <a href={link.url}>{link.text}</a>
            </li>
          ))}
        </ul>
      )}
      {contact && (
        <p>
          Contact: {[contact.name, contact.role].filter(Boolean).join(', ')}
          {contact.email && (
            <>
              {' '}
              <a href={`mailto:${contact.email}`}>{contact.email}</a>
            </>
          )}
          {contact.phone && <> {telephone ? <a href={telephone}>{contact.phone}</a> : contact.phone}</>}
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
