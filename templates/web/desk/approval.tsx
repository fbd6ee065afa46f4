import { paths } from '../../../src/core/index.ts';
import {
  Button,
  Checkboxes,
  Details,
  Input,
  InsetText,
  NotificationBanner,
  Textarea,
} from '../components/index.ts';
import type { Site } from '../site.ts';
import { Asked, type AskedView, History, type HistoryRow } from './approval-record.tsx';
import type { GivenAnswer } from './approve-by-link.tsx';
import { EditionTabs } from './edition-tabs.tsx';
import { deskMoment } from './moments.ts';
import type { DeskProblem } from './page.tsx';
import { Review, type ReviewProps } from './review.tsx';

export type ApprovalProps = {
  site: Site;
  number: number;
  /** Where it stands, in a sentence. */
  stands: string;
  review: ReviewProps;
  content: string;
  /** What follows from approving. */
  follows: string;
  approved?: GivenAnswer;
  /** Its approval waits for somebody else to look at it: the id, and why it was given alone. */
  alone?: { approval: number; reason: string; mayLook: boolean };
  sentBack?: GivenAnswer;
  /** What this person may do here. */
  may: { ask: boolean; approve: boolean; alone: boolean; reopen: boolean; send: boolean };
  /** Why they may not approve it though they have the role. */
  refused?: string;
  people: readonly { id: number; name: string }[];
  asked: readonly AskedView[];
  history: readonly HistoryRow[];
  typed: Readonly<Record<string, string>>;
  problems: readonly DeskProblem[];
};

export function ApprovalPage(props: ApprovalProps) {
  const { site, number, stands, review, approved, sentBack, alone, may } = props;
  // Until somebody is asked, that is what there is to do.
  const first = !approved && may.ask && props.asked.length === 0;
  return (
    <>
      <h1>{`Approval of edition ${number}`}</h1>
      <EditionTabs site={site} number={number} at="approval" />
      <p class="lead">{stands}</p>
      {sentBack && (
        <InsetText>
          <p>{`${sentBack.by} sent it back on ${deskMoment(sentBack.at, site)}:`}</p>
          <p class="as-text">{sentBack.words}</p>
        </InsetText>
      )}
      {alone && <Alone alone={alone} />}
      {approved && may.send && <p>{props.follows}</p>}
      {first && <Ask {...props} />}
      <Review site={site} review={review} />
      <OnPaper site={site} number={number} content={props.content} />
      {!approved && <Answer {...props} />}
      {!approved && may.ask && !first && <Ask {...props} />}
      <Asked site={site} asked={props.asked} mayRevoke={may.ask} />
      {approved && may.reopen && <Reopen {...props} />}
      <History site={site} history={props.history} />
    </>
  );
}

const wrongIn =
  ({ problems }: ApprovalProps) =>
  (field: string) => {
    const message = problems.find((problem) => problem.field === field)?.message;
    return message === undefined ? {} : { errorMessage: message };
  };

const Alone = ({ alone }: { alone: NonNullable<ApprovalProps['alone']> }) => (
  <NotificationBanner title="A second look is missing" disableAutoFocus>
    <p>{`It was approved without a second person: ${alone.reason}`}</p>
    {alone.mayLook && (
      <form method="post" novalidate>
        <input type="hidden" name="approval" value={alone.approval} />
        <Button name="do" value="look" classes="govuk-button--secondary">
          I have looked at it
        </Button>
      </form>
    )}
  </NotificationBanner>
);

function Answer(props: ApprovalProps) {
  const { may, refused, content, follows, typed, review } = props;
  const wrong = wrongIn(props);
  if (review.sections.length === 0 || (!may.approve && !may.alone)) return null;
  return (
    <section aria-labelledby="answer">
      <h2 id="answer">Your answer</h2>
      {refused !== undefined && <p>{`You cannot approve it yourself: ${refused}.`}</p>}
      {may.approve && refused === undefined && (
        <form method="post" novalidate>
          <p>{follows}</p>
          <input type="hidden" name="content" value={content} />
          <Textarea
            name="words"
            label="Words to the editors"
            hint="Needed only if you send it back: what should change?"
            rows={2}
            value={typed.words ?? ''}
            {...wrong('words')}
          />
          <div class="govuk-button-group">
            <Button name="do" value="approve" preventDoubleClick>
              Approve
            </Button>
            <Button name="do" value="send-back" classes="govuk-button--secondary" preventDoubleClick>
              Send back
            </Button>
          </div>
        </form>
      )}
      {may.alone && (
        <Details summary="Nobody else can be asked" open={typed.do === 'alone'}>
          <form method="post" novalidate>
            <p>It counts, and stays on a list until another person has looked at it.</p>
            <input type="hidden" name="content" value={content} />
            <Input
              name="alone"
              label="Why nobody else can be asked"
              value={typed.alone ?? ''}
              {...wrong('alone')}
            />
            <Button name="do" value="alone" classes="govuk-button--warning" preventDoubleClick>
              Approve without a second person
            </Button>
          </form>
        </Details>
      )}
    </section>
  );
}

function Ask(props: ApprovalProps) {
  const { people, typed } = props;
  const wrong = wrongIn(props);
  const chosen = (typed.person ?? '').split(',');
  return (
    <section aria-labelledby="ask">
      <h2 id="ask">Ask somebody</h2>
      <p>
        Each gets a mail with a link of their own. It shows the edition, what changed, and two buttons. Nobody
        needs a password.
      </p>
      <form method="post" novalidate>
        {people.length > 0 && (
          <Checkboxes
            name="person"
            fieldset={{ legend: 'People of the desk who may approve' }}
            items={people.map(({ id, name }) => ({
              value: id,
              content: name,
              checked: chosen.includes(String(id)),
            }))}
            {...wrong('person')}
          />
        )}
        <Input
          name="email"
          type="email"
          inputmode="email"
          spellcheck={false}
          autocomplete="off"
          label="Email address"
          hint="Of somebody else, such as a press office. They need no account, and give their name."
          value={typed.email ?? ''}
          {...wrong('email')}
        />
        <Input
          name="called"
          label="Who they are"
          hint="As the list below calls them. It can be left empty."
          autocomplete="off"
          value={typed.called ?? ''}
        />
        <Button name="do" value="ask" preventDoubleClick>
          Ask for approval
        </Button>
      </form>
    </section>
  );
}

function Reopen(props: ApprovalProps) {
  return (
    <section aria-labelledby="reopen">
      <h2 id="reopen">Change it after all</h2>
      <p>
        It goes back to the editors, and its sending waits. If nothing is changed, its approval stands; one
        letter makes it void.
      </p>
      <form method="post" novalidate>
        <Input
          name="reason"
          label="Why it is opened again"
          hint="Whoever approved it reads this."
          value={props.typed.reason ?? ''}
          {...wrongIn(props)('reason')}
        />
        <Button name="do" value="reopen" classes="govuk-button--secondary" preventDoubleClick>
          Reopen
        </Button>
      </form>
    </section>
  );
}

const OnPaper = ({ site, number, content }: Pick<ApprovalProps, 'site' | 'number' | 'content'>) => (
  <p class="muted hash">
    <a href={site.at(paths.desk.print({ number }))}>Print it whole</a>, for people who sign on paper. What it
    says now is content <code>{content}</code>, which stands on the print too.
  </p>
);
