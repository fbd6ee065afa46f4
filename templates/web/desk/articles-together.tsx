import { paths } from '../../../src/core/index.ts';
import { ConfirmForm, Textarea } from '../components/index.ts';
import type { Site } from '../site.ts';

export type TogetherVerb = 'accept' | 'hold' | 'decline';

type TogetherView = {
  site: Site;
  verb: TogetherVerb;
  articles: readonly { id: number; headline: string }[];
  words: string;
  error?: string | undefined;
};

const QUESTIONS: Record<TogetherVerb, { ask: (count: string) => string; action: string; after: string }> = {
  accept: {
    ask: (count) => `Accept ${count}?`,
    action: 'Accept',
    after: 'Each goes into the next edition that has its section.',
  },
  hold: {
    ask: (count) => `Hold ${count} for later?`,
    action: 'Hold for later',
    after: 'They leave the edition that they are in, and wait until somebody accepts them.',
  },
  decline: {
    ask: (count) => `Decline ${count}?`,
    action: 'Decline',
    after: 'They leave the edition that they are in. Each can still be accepted afterwards.',
  },
};

/** Asks before several articles are decided on at once. */
export function ArticlesTogetherPage({ site, verb, articles, words, error }: TogetherView) {
  const { ask, action, after } = QUESTIONS[verb];
  const count = articles.length === 1 ? 'this article' : `these ${articles.length} articles`;
  return (
    <ConfirmForm
      question={ask(count)}
      action={action}
      harmful={verb === 'decline'}
      fields={{ do: verb, ids: articles.map(({ id }) => id).join(',') }}
      cancel={{ href: site.at(paths.desk.articles()), content: 'Go back' }}
    >
      <ul>
        {articles.map(({ id, headline }) => (
          <li>
            <a href={site.at(paths.desk.article({ id }))}>{headline}</a>
          </li>
        ))}
      </ul>
      <p>{after}</p>
      {verb === 'decline' && (
        <Textarea
          name="words"
          label="Words to the contributor"
          hint={{ content: 'Why. They stand with each of these articles.' }}
          value={words}
          rows={3}
          {...(error === undefined ? {} : { errorMessage: { content: error } })}
        />
      )}
    </ConfirmForm>
  );
}
