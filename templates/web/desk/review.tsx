import { languageName } from '../../../src/core/index.ts';
import type { WordChange } from '../article.tsx';
import { Details, InsetText } from '../components/index.ts';
import type { Site } from '../site.ts';
import { deskMoment, howMany } from './moments.ts';

export type Since = {
  why: 'sent-back' | 'approved' | 'asked';
  own: boolean;
  by?: string;
  at: Date;
  /** A sentence each; none = only how it looks, or nothing. */
  changes: readonly string[];
  differences: readonly { of: string; words: readonly WordChange[] }[];
};

export type ReviewProps = {
  number: number;
  cover: string;
  title: string;
  /** Where the whole mail is, for a frame; left out while it is being made. */
  frame?: string;
  since?: Since;
  sections: readonly {
    label: string;
    /** `translation`: of the one before it, into this language (BCP 47). */
    articles: readonly { headline: string; summary: string; text: string; translation?: string }[];
  }[];
};

const isOriginal = ({ translation }: { translation?: string }) => translation === undefined;

/** An edition for whoever judges it: what changed, the mail as readers get it, and its words alone. */
export function Review({ site, review }: { site: Site; review: ReviewProps }) {
  const { since, frame, sections } = review;
  const articles = sections.reduce((sum, section) => sum + section.articles.filter(isOriginal).length, 0);
  return (
    <>
      {since && <Changes site={site} since={since} />}
      <h2>The mail</h2>
      {articles === 0 && <p>It holds no article yet.</p>}
      {articles > 0 && frame === undefined && (
        <InsetText>The mail is being made. Open this page again in a few seconds.</InsetText>
      )}
      {frame !== undefined && (
        <>
          <p class="muted">As a reader of every section gets it.</p>
          <iframe class="mail-frame" title={`The mail of edition ${review.number}`} src={frame} sandbox="" />
          <p>
            <a href={frame} target="_blank" rel="noopener">
              Open the mail on a page of its own
            </a>
          </p>
        </>
      )}
      {articles > 0 && (
        <Details summary={`The words alone: ${howMany(articles, 'article')}`}>
          {sections.map(({ label, articles: each }) => (
            <>
              <h3>{label}</h3>
              {each.map(({ headline, summary, text, translation }) => (
                <>
                  <h4>
                    <span lang={translation}>{headline}</span>
                    {translation && ` (${languageName(translation)})`}
                  </h4>
                  {summary && <p lang={translation}>{summary}</p>}
                  <div class="as-text" lang={translation}>
                    {text}
                  </div>
                </>
              ))}
            </>
          ))}
        </Details>
      )}
    </>
  );
}

function Changes({ site, since }: { site: Site; since: Since }) {
  const { changes, differences } = since;
  return (
    <section aria-labelledby="changed">
      <h2 id="changed">What changed</h2>
      {changes.length === 0 ? (
        <p>{`Nothing has changed ${sinceWhen(since, site)}.`}</p>
      ) : (
        <>
          <p>{`${capital(sinceWhen(since, site))}:`}</p>
          <ul>
            {changes.map((change) => (
              <li>{change}</li>
            ))}
          </ul>
        </>
      )}
      {differences.length > 0 && (
        <Details summary="Word by word">
          {differences.map(({ of, words }) => (
            <>
              <h3>{of}</h3>
              <p class="difference">
                {words.map(({ kind, text }) =>
                  kind === 'added' ? <ins>{text}</ins> : kind === 'removed' ? <del>{text}</del> : text,
                )}
              </p>
            </>
          ))}
        </Details>
      )}
    </section>
  );
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function sinceWhen({ why, own, by, at }: Since, site: Site): string {
  const when = deskMoment(at, site);
  if (why === 'asked') return `since you were asked on ${when}`;
  const verb = why === 'approved' ? 'approved it' : 'sent it back';
  return `since ${own ? 'you' : (by ?? 'somebody')} ${verb} on ${when}`;
}
