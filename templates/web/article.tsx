import type { Locale } from '../../src/words/index.ts';
import { beside, directionOf, type Tongue } from '../direction.ts';
import { telephoneHref } from '../telephone.ts';
import { LabelledPanel } from './components/index.ts';
import { Fixed, type Moment, Rendered, Time } from './parts.tsx';

export type ImageView = {
  /** The original, for browsers that know no other format. */
  src: string;
  /** The best first. */
  sources: { type: string; srcset: string }[];
  alt: string;
  caption?: string;
  width: number;
  height: number;
};
export type ContactView = { name?: string; role?: string; email?: string; phone?: string; url?: string };
/** A run of words that stayed, went or came. */
export type WordChange = { kind: 'same' | 'removed' | 'added'; text: string };
/** `own` is what the note says inside the page's own words. */
export type CorrectionView = {
  at: Moment;
  note: string;
  own: Tongue;
  changes: { part: string; words: WordChange[] }[];
};

export type ArticleView = {
  href: string;
  headline: string;
  summary: string;
  /** BCP 47, where somebody has said it. */
  language?: string;
  /** What the element around the article says of its language and direction. */
  own: Tongue;
  /** What headline and summary say inside it. */
  title: Tongue;
  lead: Tongue;
  /** What the page's own words say inside it. */
  fixed: Tongue;
  /** What a telephone number says inside it. */
  figures: Tongue;
  /** A sentence: that it is in another language than the page; empty where it is not. */
  onlyIn: string;
  bodyHtml: string;
  organisation?: string;
  date?: Moment;
  /** Above the text. */
  image?: ImageView;
  /** Below it. */
  pictures: ImageView[];
  contact?: ContactView;
  links: { text: string; url: string }[];
  /** Links to documents, whose words say type and size. */
  documents: { text: string; url: string }[];
  corrections: CorrectionView[];
};

/** The level of headings inside an article, one below its headline. */
type Level = 2 | 3 | 4;

/** Everything of an article below its headline. */
/** @param alone the article is its page, so that its image is among the first things seen */
export function ArticleBody({
  article,
  locale,
  level,
  alone,
}: {
  article: ArticleView;
  /** Of the page's own words. */
  locale: Locale;
  level: Level;
  alone?: boolean;
}) {
  const { image, pictures, contact, links, documents } = article;
  return (
    <>
      {article.onlyIn && (
        <p class="quiet">
          <Fixed own={article.fixed}>{article.onlyIn}</Fixed>
        </p>
      )}
      <Meta article={article} />
      {article.corrections.map((correction) => (
        <CorrectionNote correction={correction} {...{ own: article.own, fixed: article.fixed, locale }} />
      ))}
      {article.summary && (
        <p class="lead" {...article.lead}>
          {article.summary}
        </p>
      )}
      {image && <Figure image={image} eager={alone} />}
      <Rendered html={article.bodyHtml} />
      {pictures.map((one) => (
        <Figure image={one} />
      ))}
      <Links links={links} />
      {documents.length > 0 && (
        <p>
          <strong>
            <Fixed own={article.fixed}>{locale.say('article.documents')}</Fixed>
          </strong>
        </p>
      )}
      <Links links={documents} />
      {contact && <ContactBox contact={contact} level={level} article={article} locale={locale} />}
    </>
  );
}

const Links = ({ links }: { links: ArticleView['links'] }) =>
  links.length > 0 && (
    <ul>
      {links.map((link) => (
        <li>
          <a href={link.url}>{link.text}</a>
        </li>
      ))}
    </ul>
  );

function Meta({ article: { organisation, date } }: { article: ArticleView }) {
  if (!organisation && !date) return null;
  return (
    <p class="article__meta">
      {organisation && date && directionOf(organisation) !== directionOf(date.text) ? (
        <bdi>{organisation}</bdi>
      ) : (
        organisation
      )}
      {organisation && date && ' · '}
      {date && <Time at={date} />}
    </p>
  );
}

/** How wide a figure is shown: the column's 40rem, or a phone's width without its margins. */
const IN_COLUMN = '(min-width:42rem) 40rem,calc(100vw - 2rem)';

type FigureProps = {
  image: ImageView;
  /** Among the first things seen: it is not waited for until one scrolls. */
  eager?: boolean | undefined;
  /** How wide it is shown, as HTML's `sizes`. */
  sizes?: string;
};

export const Figure = ({ image, eager, sizes = IN_COLUMN }: FigureProps) => (
  <figure>
    <picture>
      {image.sources.map(({ type, srcset }) => (
        <source type={type} srcset={srcset} sizes={sizes} />
      ))}
      <img
        src={image.src}
        alt={image.alt}
        width={image.width}
        height={image.height}
        loading={eager ? undefined : 'lazy'}
        fetchpriority={eager ? 'high' : undefined}
      />
    </picture>
    {image.caption && <figcaption>{image.caption}</figcaption>}
  </figure>
);

const Telephone = ({ written, own }: { written: string; own: Tongue }) => {
  const href = telephoneHref(written);
  return href ? (
    <a href={href} {...own}>
      {written}
    </a>
  ) : (
    <span>{written}</span>
  );
};

type ContactBoxProps = { contact: ContactView; level: Level; article: ArticleView; locale: Locale };

function ContactBox({ contact, level, article, locale: { say } }: ContactBoxProps) {
  const { headline, fixed, figures } = article;
  const Heading = `h${level}` as const;
  const who = beside([contact.name ?? '', contact.role ?? ''], ', ');
  return (
    <LabelledPanel label={say('article.contactNamed', { headline })} kind="contact">
      <Heading>
        <Fixed own={fixed}>{say('article.contact')}</Fixed>
      </Heading>
      <ul class="plain">
        {who && <li>{who}</li>}
        {contact.email && (
          <li>
            <Fixed own={fixed}>{say('article.email')}</Fixed>{' '}
            <a href={`mailto:${contact.email}`}>{contact.email}</a>
          </li>
        )}
        {contact.phone && (
          <li>
            <Fixed own={fixed}>{say('article.telephone')}</Fixed>{' '}
            <Telephone written={contact.phone} own={figures} />
          </li>
        )}
        {contact.url && (
          <li>
            <Fixed own={fixed}>{say('article.website')}</Fixed>{' '}
            <a href={contact.url}>{contact.url.replace(/^https?:\/\/|\/$/g, '')}</a>
          </li>
        )}
      </ul>
    </LabelledPanel>
  );
}

type NoteProps = { correction: CorrectionView; locale: Locale } & Pick<ArticleView, 'own' | 'fixed'>;

/** What was wrong, when it was put right, and which words changed; said in the page's language, like its note. */
export const CorrectionNote = ({ correction, own, fixed, locale: { say, pieces } }: NoteProps) => (
  <LabelledPanel label={say('article.correction')} kind="notice" own={fixed}>
    <p>
      {pieces('article.correctedOn', {
        day: <Time at={correction.at} />,
        strong: (inside) => <strong>{inside}</strong>,
      })}{' '}
      {correction.own.lang || correction.own.dir ? (
        <span {...correction.own}>{correction.note}</span>
      ) : (
        correction.note
      )}
    </p>
    {correction.changes.length > 0 && (
      <details>
        <summary>{say('article.showChanges')}</summary>
        {correction.changes.map(({ part, words }) => (
          <>
            <p>
              <strong>{part}</strong>
            </p>
            <p {...(fixed.lang ? own : {})}>
              {words.map(({ kind, text }) =>
                kind === 'added' ? <ins>{text}</ins> : kind === 'removed' ? <del>{text}</del> : text,
              )}
            </p>
          </>
        ))}
      </details>
    )}
  </LabelledPanel>
);
