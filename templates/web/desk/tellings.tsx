import { Button, EmptyState, InsetText, WarningText } from '../components/index.ts';
import type { Site } from '../site.ts';
import { EditionTabs } from './edition-tabs.tsx';
import { deskMoment, howMany } from './moments.ts';

export type TellingView = {
  id: number;
  headline: string;
  takenDown: boolean;
  /** What the mail says of it. */
  note: string;
  askedBy: string;
  since: Date;
  /** Whom it goes to; absent where the article was changed since, so that it says what is true no more. */
  readers?: number;
};

export type TellingsProps = {
  site: Site;
  number: number;
  tellings: readonly TellingView[];
  mayApprove: boolean;
  mayDrop: boolean;
};

/** What was asked to be told to the readers of an edition by a mail of its own, and waits for approval. */
export function TellingsPage({ site, number, tellings, ...rights }: TellingsProps) {
  return (
    <>
      <h1>{`Tell readers of changes in edition ${number}`}</h1>
      <EditionTabs site={site} number={number} at="report" />
      {tellings.length === 0 ? (
        <EmptyState title="Nothing waits">
          <p>
            When somebody asks that readers be told of a correction or of an article that was taken down, it
            stands here until it is approved.
          </p>
        </EmptyState>
      ) : (
        tellings.map((telling) => <Waiting site={site} telling={telling} {...rights} />)
      )}
    </>
  );
}

type Shown = Pick<TellingsProps, 'site' | 'mayApprove' | 'mayDrop'> & { telling: TellingView };

function Waiting({ site, telling, mayApprove, mayDrop }: Shown) {
  const { id, headline, takenDown, note, askedBy, since, readers } = telling;
  return (
    <section aria-labelledby={`telling-${id}`}>
      <h2 id={`telling-${id}`}>{headline}</h2>
      <p>{`${takenDown ? 'It was taken down' : 'It was corrected'}. ${askedBy} asked for the mail on ${deskMoment(since, site)}.`}</p>
      <InsetText>{note === '' ? 'The mail gives no reason.' : note}</InsetText>
      {readers === undefined ? (
        <p>The article was changed since, so this mail would not be true any more: do not tell them.</p>
      ) : (
        <WarningText>
          {`${howMany(readers, 'reader')} whose mail held it ${readers === 1 ? 'gets' : 'get'} a mail about it. A mail cannot be called back.`}
        </WarningText>
      )}
      <form method="post" novalidate>
        <input type="hidden" name="telling" value={id} />
        <div class="govuk-button-group">
          {mayApprove && readers !== undefined && (
            <Button name="do" value="approve" classes="govuk-button--warning" preventDoubleClick>
              {`Tell ${howMany(readers, 'reader')}`}
            </Button>
          )}
          {mayDrop && (
            <Button name="do" value="drop" classes="govuk-button--secondary" preventDoubleClick>
              Do not tell them
            </Button>
          )}
        </div>
      </form>
    </section>
  );
}
