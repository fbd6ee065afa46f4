import { Button, Input, InsetText, Panel, Textarea } from '../components/index.ts';
import type { Site } from '../site.ts';
import { deskMoment } from './moments.ts';
import type { DeskProblem } from './page.tsx';
import { Review, type ReviewProps } from './review.tsx';

/** What was typed, to be shown again. */
export type AnswerTyped = { name: string; words: string };

export type GivenAnswer = { by: string; own: boolean; at: Date; words: string | null };

export type ApproveByLinkProps = {
  site: Site;
  review: ReviewProps;
  content: string;
  /** Who of the desk asks; left out where it is the flow. */
  askedBy?: string;
  /** In whose place they are asked. */
  deputyFor?: string;
  /** A guest gives a name; of somebody of the desk it is known. */
  guest: boolean;
  /** As whom somebody of the desk answers. */
  person?: string;
  /** Why they may not approve it. */
  refused?: string;
  /** It was opened to changes again, for this reason. */
  reopened?: string;
  /** What follows from approving, in a sentence. */
  follows: string;
  sentBack?: GivenAnswer;
  typed: AnswerTyped;
  problems: readonly DeskProblem[];
};

const titleOf = ({ number, title }: ReviewProps) => `Edition ${number}: ${title}`;

/** The whole of an approver's work: what changed, the mail, and two buttons. */
export function ApproveByLink(props: ApproveByLinkProps) {
  const { site, review, askedBy, deputyFor, refused, reopened, sentBack } = props;
  return (
    <>
      <h1>{`Do you approve edition ${review.number}?`}</h1>
      <p class="lead">{`${review.title}, ${review.cover}`}</p>
      {askedBy && <p>{`${askedBy} asks you.`}</p>}
      {deputyFor && (
        <p>{`You are asked in the place of ${deputyFor}, who had not answered. The first answer counts.`}</p>
      )}
      {sentBack && (
        <InsetText>
          <p>{`${sentBack.own ? 'You' : sentBack.by} sent it back on ${deskMoment(sentBack.at, site)}:`}</p>
          <p class="as-text">{sentBack.words}</p>
        </InsetText>
      )}
      <Review site={site} review={review} />
      {reopened !== undefined ? (
        <InsetText>{`It is open to changes again: ${reopened} You get another mail when it is ready.`}</InsetText>
      ) : refused !== undefined ? (
        <InsetText>{`You cannot approve it: ${refused}.`}</InsetText>
      ) : (
        review.sections.length > 0 && <Answer {...props} />
      )}
    </>
  );
}

function Answer({ content, guest, person, follows, typed, problems }: ApproveByLinkProps) {
  const wrong = (field: string) => {
    const message = problems.find((problem) => problem.field === field)?.message;
    return message === undefined ? {} : { errorMessage: message };
  };
  return (
    <section aria-labelledby="answer">
      <h2 id="answer">Your answer</h2>
      <p>{follows}</p>
      <form method="post" novalidate>
        <input type="hidden" name="content" value={content} />
        {guest ? (
          <Input
            name="name"
            label="Your name"
            hint="It is kept with your answer."
            autocomplete="name"
            value={typed.name}
            {...wrong('name')}
          />
        ) : (
          <p>{`You answer as ${person}.`}</p>
        )}
        <Textarea
          name="words"
          label="Words to the editors"
          hint="Needed only if you send it back: what should change?"
          rows={3}
          value={typed.words}
          {...wrong('words')}
        />
        <div class="govuk-button-group">
          <Button name="answer" value="approve" preventDoubleClick>
            Approve
          </Button>
          <Button name="answer" value="send-back" classes="govuk-button--secondary" preventDoubleClick>
            Send back
          </Button>
        </div>
      </form>
    </section>
  );
}

type ApprovedProps = { site: Site; review: ReviewProps; given: GivenAnswer; follows: string };

/** It is approved, by whoever looks or by somebody else: there is nothing left to do. */
export function ApprovedByLink({ site, review, given, follows }: ApprovedProps) {
  const said = `${given.own ? 'You' : given.by} approved it on ${deskMoment(given.at, site)}.`;
  return (
    <>
      <Panel title={`Edition ${review.number} is approved`}>{said}</Panel>
      {given.words && <p class="as-text">{given.words}</p>}
      <p>{follows}</p>
      <Review site={site} review={review} />
    </>
  );
}

export type DeadLink = 'unknown' | 'revoked' | 'published' | 'cancelled' | 'not-theirs';

const SAID: Record<DeadLink, string> = {
  unknown:
    'Perhaps it was cut off on its way: copy the whole address from the mail. If that does not help, ask whoever sent it for another.',
  revoked: 'Whoever asked you has taken the question back, so there is nothing left to do.',
  published: 'The edition has come out, so nothing can be approved any more.',
  cancelled: 'The edition was called off, so there is nothing to approve.',
  'not-theirs': 'It was for somebody who may not approve editions here any more.',
};

/** A link that opens nothing says why. */
export function DeadApprovalLink({ why, edition }: { why: DeadLink; edition?: string }) {
  return (
    <>
      <h1>This link does not work any more</h1>
      <p class="lead">{SAID[why]}</p>
      {edition && (
        <p>
          <a href={edition}>Read the edition</a>
        </p>
      )}
    </>
  );
}

export const approveTitle = titleOf;
