import { paths } from '../../../src/core/index.ts';
import { Button, Select, Textarea } from '../components/index.ts';
import { Time } from '../parts.tsx';
import type { ArticleDeskView } from './article-desk-view.ts';

/** In place of the form, where its edition can no longer change. */
export function Frozen({ site, id, frozen, may, said }: ArticleDeskView) {
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

/** What the desk does about an article, below its words. */
export function Below(props: Whole) {
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
