import { paths } from '../../../src/core/index.ts';
import { Button, Input, InsetText, LinkButton, ProgressBar, Table } from '../components/index.ts';
import type { Site } from '../site.ts';
import { EditionTabs } from './edition-tabs.tsx';
import { deskMoment, howMany } from './moments.ts';
import type { DeskProblem } from './page.tsx';
import { RefreshWithoutScript } from './refresh.tsx';

/** The small state of a sending, sent whole each time. */
export type SendingState = {
  /** Where it is, in a sentence. */
  sentence: string;
  /** Mails that are settled, of all. */
  done: number;
  of: number;
  /** The same in words. */
  words: string;
  /** It can be stopped now. */
  stoppable: boolean;
  /** It was stopped, or stopped by itself, and may be let go on. */
  resumable?: boolean;
  /** Its run, where that stands still and somebody must look at it. */
  run?: number;
  /** It has been sent: nothing comes any more. */
  over?: boolean;
  /** It moves by itself: the page is worth looking at again. */
  moving: boolean;
};

export type SendProps = {
  site: Site;
  number: number;
  state: SendingState;
  /** It is approved, and nobody has said when it is sent. */
  sendable: boolean;
  audience: { total: number; sections: readonly { label: string; readers: number }[]; takes?: string };
  holdMinutes: number;
  /** Above so many readers the edition's number is typed. */
  asksNumber: boolean;
  maySend: boolean;
  mayTest: boolean;
  typed: Readonly<Record<string, string>>;
  problems: readonly DeskProblem[];
};

export function SendPage(props: SendProps) {
  const { site, number, state, audience } = props;
  return (
    <>
      <h1>{`Send edition ${number}`}</h1>
      <EditionTabs site={site} number={number} at="send" />
      <SendingProgress site={site} number={number} state={state} />
      {state.stoppable && props.maySend && (
        <form method="post" novalidate>
          <Button name="do" value="stop" classes="govuk-button--warning">
            Stop
          </Button>
        </form>
      )}
      {state.resumable && props.maySend && (
        <form method="post" novalidate>
          <Button name="do" value="go-on" preventDoubleClick>
            Let it go on
          </Button>
        </form>
      )}
      <h2>Who gets it</h2>
      <p>
        {audience.total === 0
          ? 'No active reader has chosen a section of this edition.'
          : `${howMany(audience.total, 'reader')}, each one mail with only the sections they chose.`}{' '}
        {audience.takes}
      </p>
      {audience.sections.length > 0 && (
        <Table
          firstCellIsHeader
          head={[{ content: 'Section' }, { content: 'Readers', format: 'numeric' }]}
          rows={audience.sections.map(({ label, readers }) => [
            { content: label },
            { content: readers.toLocaleString('en-GB'), format: 'numeric' },
          ])}
        />
      )}
      {props.mayTest && <TestCopy {...props} />}
      {props.sendable && props.maySend && <When {...props} />}
    </>
  );
}

/** How far it is, kept as it is now by `sending.js`. */
export function SendingProgress({ site, number, state }: Pick<SendProps, 'site' | 'number' | 'state'>) {
  const live = state.moving ? site.at(paths.desk.sendProgress({ number })) : undefined;
  return (
    <>
      <div data-sending={live}>
        <p class="lead">{state.sentence}</p>
        {state.of > 0 && <ProgressBar id="settled" value={state.done} max={state.of} words={state.words} />}
      </div>
      {state.run !== undefined && (
        <LinkButton classes="govuk-button--secondary" href={site.at(paths.desk.run({ id: state.run }))}>
          See its run, and what can be done
        </LinkButton>
      )}
      {live && <RefreshWithoutScript seconds={10} />}
    </>
  );
}

const errorOf = (problems: readonly DeskProblem[], field: string) => {
  const message = problems.find((problem) => problem.field === field)?.message;
  return message === undefined ? {} : { errorMessage: message };
};

const TestCopy = ({ typed, problems }: SendProps) => (
  <section aria-labelledby="test">
    <h2 id="test">See it in a mailbox</h2>
    <form method="post" novalidate>
      <Input
        name="email"
        type="email"
        inputmode="email"
        autocomplete="email"
        spellcheck={false}
        label="Email address"
        hint="A copy with every section, marked as a test. It counts for nothing."
        value={typed.email ?? ''}
        {...errorOf(problems, 'email')}
      />
      <Button name="do" value="test" classes="govuk-button--secondary" preventDoubleClick>
        Send a test copy
      </Button>
    </form>
  </section>
);

function When({ audience, holdMinutes, asksNumber, typed, problems }: SendProps) {
  return (
    <section aria-labelledby="when">
      <h2 id="when">When it is sent</h2>
      {holdMinutes > 0 && (
        <InsetText>
          {`Once its time has come it is held for ${howMany(holdMinutes, 'minute')}. Until then “Stop” calls it back, and nobody has got anything.`}
        </InsetText>
      )}
      <form method="post" novalidate>
        {asksNumber && (
          <Input
            name="number"
            inputmode="numeric"
            autocomplete="off"
            classes="govuk-input--width-4"
            label="Edition number"
            hint={`It goes to ${howMany(audience.total, 'reader')}: type its number, to be sure that it is this one.`}
            value={typed.number ?? ''}
            {...errorOf(problems, 'number')}
          />
        )}
        <Button name="do" value="now" preventDoubleClick>
          Send now
        </Button>
        <h3>Or at a date</h3>
        <Input
          name="date"
          type="date"
          label="Date"
          classes="govuk-input--width-10"
          value={typed.date ?? ''}
          {...errorOf(problems, 'date')}
        />
        <Input
          name="time"
          type="time"
          label="Time"
          classes="govuk-input--width-10"
          value={typed.time ?? '09:00'}
          {...errorOf(problems, 'time')}
        />
        <Button name="do" value="schedule" classes="govuk-button--secondary" preventDoubleClick>
          Schedule
        </Button>
      </form>
    </section>
  );
}

export const heldUntil = (at: Date, site: Pick<Site, 'timeZone'>) =>
  `It is held until ${deskMoment(at, site)}. “Stop” calls it back; nobody has got anything yet.`;
