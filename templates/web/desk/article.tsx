import { type ArticleNoteTable, type ArticleStatus, paths } from '../../../src/core/index.ts';
import { BackLink, Button, InsetText, Select, Textarea } from '../components/index.ts';
import type { Moment } from '../parts.tsx';
import { Time } from '../parts.tsx';
import type { Site } from '../site.ts';
import { ArticleEditor, type ArticleFormView } from './article-form.tsx';
import { StatusTag } from './articles.tsx';

export type VersionRow = {
  number: number;
  who: string;
  how: string;
  at: Moment;
  words: string | null;
  restored: number | null;
};

export type ArticleDeskView = {
  site: Site;
  id?: number;
  title: string;
  form?: ArticleFormView;
  preview: string;
  status?: ArticleStatus;
  edition?: number | null;
  /** Its edition can no longer change. */
  frozen?: { edition: number; state: string; down: boolean } | undefined;
  /** What one has typed and not saved; `behind`: somebody else has saved since. */
  unsaved?: { at: Moment; behind: boolean } | undefined;
  /** Who else has typed something here. */
  others: readonly string[];
  /** What became of a partner's item on its way in. */
  remarks: readonly string[];
  alike: readonly {
    id: number;
    headline: string;
    edition: number | null;
    why: 'headline' | 'origin' | 'words';
  }[];
  /** Where a change that its contributor proposes is taken or left. */
  proposal?: string;
  notes: readonly { about: ArticleNoteTable['about']; words: string; at: Moment; who: string }[];
  versions: readonly VersionRow[];
  editions: readonly number[];
  may: { judge: boolean; correct: boolean };
  said: { words: string; error?: string | undefined };
};

/** One article: its words, beside them the mail that they make, below them what the desk does about it. */
export function ArticleDeskPage(props: ArticleDeskView) {
  const { site, title, id, status, edition, form, preview } = props;
  return (
    <>
      <BackLink href={site.at(paths.desk.articles())}>Articles</BackLink>
      <h1 class="desk-headline">{title}</h1>
      {status && (
        <p class="desk-facts">
          <StatusTag status={status} /> {edition ? `Edition ${edition}` : 'In no edition yet'}
        </p>
      )}
      <Warnings {...props} />
      <div class="desk-beside-mail">
        <div>{form ? <ArticleEditor {...form} /> : <Frozen {...props} />}</div>
        <section class="desk-mail" aria-labelledby="mail">
          <h2 id="mail" class="govuk-heading-m">
            In the mail
          </h2>
          <iframe
            class="desk-frame"
            title="The article as it stands in the mail"
            src={preview}
            sandbox="allow-popups allow-popups-to-escape-sandbox"
          ></iframe>
        </section>
      </div>
      {id !== undefined && <Below {...props} id={id} />}
    </>
  );
}

const ALIKE = {
  headline: 'has the same headline',
  origin: 'comes from the same page',
  words: 'says much the same',
} as const;

function Warnings({ site, id, unsaved, others, alike, remarks, proposal }: ArticleDeskView) {
  return (
    <>
      {proposal && (
        <InsetText>
          Its contributor proposes a change: <a href={proposal}>see it, and take or leave it</a>.
        </InsetText>
      )}
      {unsaved && (
        <InsetText>
          You have changes from <Time at={unsaved.at} /> that are not saved, and they are in the fields.
          {unsaved.behind && id !== undefined && (
            <>
              {' '}
              Somebody else has saved since:{' '}
              <a href={site.at(paths.desk.articleConflict({ id }))}>see both texts</a>.
            </>
          )}
        </InsetText>
      )}
      {others.length > 0 && (
        <InsetText>
          {others.join(' and ')} {others.length === 1 ? 'has' : 'have'} changes here too that are not saved.
          Whoever saves last is shown both texts.
        </InsetText>
      )}
      {alike.length > 0 && (
        <InsetText>
          This may be here twice:
          <ul>
            {alike.map((other) => (
              <li>
                <a href={site.at(paths.desk.article({ id: other.id }))}>{other.headline}</a>
                {other.edition !== null && `, in edition ${other.edition}`}{' '}
                <span class="desk-muted">{ALIKE[other.why]}</span>
              </li>
            ))}
          </ul>
        </InsetText>
      )}
      {remarks.length > 0 && (
        <InsetText>
          What became of the partner’s item on its way in:
          <ul>
            {remarks.map((remark) => (
              <li>{remark}</li>
            ))}
          </ul>
        </InsetText>
      )}
    </>
  );
}

function Frozen({ site, id, frozen, may, said }: ArticleDeskView) {
  if (!frozen || id === undefined) return null;
  const decide = site.at(paths.desk.articleDecide({ id }));
  return (
    <>
      <p>
        Edition {frozen.edition} is {frozen.state}, so its articles stand as they are. To change one before
        the edition goes, reopen the edition; afterwards correct it with{' '}
        <code>quarterly edition correct</code>.
      </p>
      {may.correct &&
        (frozen.down ? (
          <form method="post" action={decide}>
            <p>This article is taken down: readers no longer see it.</p>
            <Button name="do" value="put-back">
              Put back
            </Button>
          </form>
        ) : (
          <form method="post" action={decide}>
            <Textarea
              name="words"
              id="said"
              label="Why it is taken down"
              hint={{ content: 'For the record.' }}
              rows={2}
              value={said.words}
              {...(said.error === undefined ? {} : { errorMessage: { content: said.error } })}
            />
            <Textarea
              name="notice"
              label="What readers see in its place (optional)"
              hint={{ content: 'One sentence.' }}
              rows={2}
            />
            <Button name="do" value="take-down" classes="govuk-button--warning">
              Take down
            </Button>
          </form>
        ))}
    </>
  );
}

type Whole = ArticleDeskView & { id: number };

function Below(props: Whole) {
  return (
    <div class="desk-below">
      {props.may.judge && !props.frozen && <Decisions {...props} />}
      <Notes {...props} />
      <Versions {...props} />
    </div>
  );
}

function Decisions({ site, id, status, said, edition, editions }: Whole) {
  const decide = site.at(paths.desk.articleDecide({ id }));
  return (
    <section aria-labelledby="decide">
      <h2 id="decide" class="govuk-heading-m">
        Decide
      </h2>
      <form method="post" action={decide} novalidate>
        <Textarea
          name="words"
          id="said"
          label="Words to the contributor"
          hint={{ content: 'With “Ask for changes” and “Decline”. They are kept with the article.' }}
          rows={3}
          value={said.words}
          {...(said.error === undefined ? {} : { errorMessage: { content: said.error } })}
        />
        <div class="govuk-button-group">
          {status !== 'accepted' && status !== 'withdrawn' && (
            <Button name="do" value="accept">
              Accept
            </Button>
          )}
          {status !== 'draft' && status !== 'withdrawn' && (
            <Button name="do" value="ask" classes="govuk-button--secondary">
              Ask for changes
            </Button>
          )}
          {status !== 'declined' && status !== 'withdrawn' && (
            <Button name="do" value="decline" classes="govuk-button--secondary">
              Decline
            </Button>
          )}
          {status !== 'held' && status !== 'withdrawn' && (
            <Button name="do" value="hold" classes="govuk-button--secondary">
              Hold for later
            </Button>
          )}
        </div>
      </form>
      {status === 'accepted' && (
        <form class="desk-filters" method="post" action={decide}>
          <Select
            name="edition"
            label="Edition"
            value={edition ? String(edition) : ''}
            items={[
              { value: '', content: 'The next that has its section' },
              ...editions.map((number) => ({ value: String(number), content: `Edition ${number}` })),
            ]}
          />
          <Button name="do" value="move" classes="govuk-button--secondary">
            Move
          </Button>
        </form>
      )}
    </section>
  );
}

const ABOUT = {
  note: '',
  'changes-asked': 'asked for changes',
  declined: 'declined it',
  held: 'held it for later',
} as const;

function Notes({ site, id, notes }: Whole) {
  return (
    <section aria-labelledby="notes">
      <h2 id="notes" class="govuk-heading-m">
        Notes
      </h2>
      {notes.length === 0 && <p class="desk-muted">Nobody has said anything about this article yet.</p>}
      <ul class="desk-notes">
        {notes.map(({ who, at, about, words }) => (
          <li>
            <p class="desk-muted">
              {who} {ABOUT[about]} <Time at={at} />
            </p>
            <p class="desk-said">{words}</p>
          </li>
        ))}
      </ul>
      <form method="post" action={site.at(paths.desk.articleNotes({ id }))}>
        <Textarea name="note" label="Note for the desk" rows={2} />
        <Button classes="govuk-button--secondary">Add the note</Button>
      </form>
    </section>
  );
}

function Versions({ site, id, versions }: Whole) {
  return (
    <section aria-labelledby="versions">
      <h2 id="versions" class="govuk-heading-m">
        Versions
      </h2>
      <ol class="desk-versions">
        {versions.map(({ number, who, how, at, words, restored }) => (
          <li>
            <a href={site.at(paths.desk.articleVersion({ id, version: number }))}>Version {number}</a>{' '}
            <span class="desk-muted">
              {who}, <Time at={at} />, {how}
            </span>
            {restored !== null && <span> brought back version {restored}</span>}
            {words && <p class="desk-said">{words}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
