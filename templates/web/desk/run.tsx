import { type ActionState, type FlowName, paths, type RunState } from '../../../src/core/index.ts';
import { Button, Details, Input, SummaryList, Table, Tag } from '../components/index.ts';
import type { Site } from '../site.ts';
import { ACTION_STATES, actionTitle, FLOW_TITLES, RUN_STATES, STATE_TAGS } from './flow-words.ts';
import type { DeskProblem } from './page.tsx';
import { RefreshWithoutScript } from './refresh.tsx';

export type ShownValue = { name: string; value: string };
export type ShownDifference = { name: string; now: string | undefined; before: string | undefined };

/** One action of a run, with times as they are shown. */
export type ShownAction = {
  name: string;
  state: ActionState;
  /** When it began and how long it took, in words; empty when it has not begun. */
  when: string;
  /** What went wrong, or what it waits for. */
  why: string | undefined;
  inputs: readonly ShownValue[];
  outputs: readonly ShownValue[];
  attempts: readonly {
    number: number;
    state: string;
    when: string;
    why: string | undefined;
    /** Where in the program it failed. */
    stack: string | undefined;
  }[];
  /** Against the last run that ended well; undefined when there is none, or nothing came of it yet. */
  differences: readonly ShownDifference[] | undefined;
};

/** Where a run stands, in the five answers that people look for. */
export type RunAnswers = { where: string; turn: string; since: string; next: string; finished: string };

/** What somebody may do with it now. */
export type RunDoings = {
  /** What resubmitting does, said before it is done; undefined when it has not failed. */
  resubmit: string | undefined;
  acknowledge: boolean;
  pause: boolean;
  resume: boolean;
  cancel: boolean;
};

export type RunProps = {
  site: Site;
  id: number;
  flow: FlowName;
  edition: number | undefined;
  state: RunState;
  startedBy: string;
  answers: RunAnswers;
  /** Who has dealt with its failure, when and how. */
  acknowledged: string | undefined;
  actions: readonly ShownAction[];
  doings: RunDoings;
  /** A key of all that is shown: the page is read again when it is another. */
  shown: string;
  /** It waits for its approvers. */
  asksApproval?: boolean;
  /** It moves by itself. */
  moving: boolean;
  problems: readonly DeskProblem[];
  typed: string;
};

/** One run: where it is, whose turn it is, and every action with what went in and came out. */
export function RunPage(props: RunProps) {
  const { site, id, flow, edition, moving } = props;
  return (
    <>
      <h1>{edition === undefined ? `Run ${id}` : `Run ${id} of edition ${edition}`}</h1>
      <p>
        <a href={site.at(paths.desk.flowRuns({ flow }))}>{`All runs: ${FLOW_TITLES[flow].toLowerCase()}`}</a>
        {edition !== undefined && (
          <>
            {' · '}
            <a href={site.at(paths.desk.edition({ number: edition }))}>{`Edition ${edition}`}</a>
          </>
        )}
      </p>
      <div data-live={moving ? site.at(paths.desk.runState({ id })) : undefined} data-shown={props.shown}>
        <Standing {...props} />
        <Doings {...props} />
        <h2>Actions</h2>
        <ol class="desk-actions">
          {props.actions.map((action) => (
            <Action flow={flow} action={action} />
          ))}
        </ol>
      </div>
      {moving && <RefreshWithoutScript seconds={10} />}
    </>
  );
}

const Standing = ({ site, edition, asksApproval, state, answers, acknowledged, startedBy }: RunProps) => (
  <>
    <p class="lead">
      <Tag classes={STATE_TAGS[state]}>{RUN_STATES[state]}</Tag> {answers.where}
    </p>
    <SummaryList
      classes="desk-standing"
      rows={[
        { key: 'Whose turn', value: answers.turn },
        { key: 'Since', value: answers.since },
        { key: 'What next', value: answers.next },
        { key: 'Finished', value: answers.finished },
        { key: 'Started', value: startedBy },
        acknowledged !== undefined && { key: 'Dealt with', value: acknowledged },
      ]}
    />
    {asksApproval && edition !== undefined && (
      <p>
        <a href={site.at(paths.desk.approval({ number: edition }))}>Who is asked, and ask another person</a>
      </p>
    )}
  </>
);

function Doings({ doings, problems, typed }: RunProps) {
  const { resubmit, acknowledge, pause, resume, cancel } = doings;
  const wrong = problems.find(({ field }) => field === 'words')?.message;
  return (
    <>
      {resubmit !== undefined && (
        <form method="post" class="desk-doing" novalidate>
          <p>{resubmit}</p>
          <Button name="do" value="resubmit" preventDoubleClick>
            Resubmit
          </Button>
        </form>
      )}
      {acknowledge && (
        <form method="post" class="desk-doing" novalidate>
          <Input
            name="words"
            label="How it was dealt with"
            hint="If nothing is left to do for it. Nobody is told of it any more."
            value={typed}
            {...(wrong === undefined ? {} : { errorMessage: wrong })}
          />
          <Button name="do" value="acknowledge" classes="govuk-button--secondary">
            Dealt with
          </Button>
        </form>
      )}
      {(pause || resume || cancel) && (
        <form method="post" class="desk-row" novalidate>
          {pause && (
            <Button name="do" value="pause" classes="govuk-button--secondary">
              Pause
            </Button>
          )}
          {resume && (
            <Button name="do" value="resume" preventDoubleClick>
              Let it go on
            </Button>
          )}
          {cancel && (
            <Button name="do" value="cancel" classes="govuk-button--secondary">
              Cancel this run …
            </Button>
          )}
        </form>
      )}
    </>
  );
}

function Action({ flow, action }: { flow: FlowName; action: ShownAction }) {
  const { name, state, when, why, inputs, outputs, attempts, differences } = action;
  const empty = inputs.length + outputs.length + attempts.length === 0;
  return (
    <li>
      <p class="desk-actions__name">
        <strong>{actionTitle(flow, name)}</strong>{' '}
        <Tag classes={STATE_TAGS[state]}>{ACTION_STATES[state]}</Tag>
      </p>
      {(when || why) && <p class="desk-under">{[when, why].filter(Boolean).join(' · ')}</p>}
      {!empty && (
        <Details
          id={`action-${name}`}
          summary={
            <>
              What went in and came out<span class="govuk-visually-hidden">: {actionTitle(flow, name)}</span>
            </>
          }
        >
          <Values title="In" values={inputs} />
          <Values title="Out" values={outputs} />
          {differences && differences.length === 0 && outputs.length > 0 && <p>As in the run before.</p>}
          {differences && differences.length > 0 && <Differences differences={differences} />}
          {attempts.length > 1 && (
            <>
              <h3>Attempts</h3>
              <ol>
                {attempts.map(({ number, state: of, when: at, why: because }) => (
                  <li value={number}>{[of, at, because].filter(Boolean).join(' · ')}</li>
                ))}
              </ol>
            </>
          )}
          <Stack attempts={attempts} />
        </Details>
      )}
    </li>
  );
}

/** Of the last attempt that has one: what engineers ask for first. */
function Stack({ attempts }: Pick<ShownAction, 'attempts'>) {
  const failed = attempts.findLast(({ stack }) => stack !== undefined);
  if (!failed) return null;
  return (
    <>
      <h3>For engineers</h3>
      <section class="desk-stack" tabindex={0} aria-label={`Where attempt ${failed.number} failed`}>
        <pre>{failed.stack}</pre>
      </section>
    </>
  );
}

const Values = ({ title, values }: { title: string; values: readonly ShownValue[] }) =>
  values.length === 0 ? null : (
    <>
      <h3>{title}</h3>
      <dl class="desk-values">
        {values.map(({ name, value }) => (
          <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );

const Differences = ({ differences }: { differences: readonly ShownDifference[] }) => (
  <section class="desk-scroll" tabindex={0} aria-label="What is other than in the run before">
    <Table
      caption="Other than in the run before"
      head={['', 'Now', 'The run before'].map((content) => ({ content }))}
      rows={differences.map(({ name, now, before }) => [
        { content: name },
        { content: now ?? '–' },
        { content: before ?? '–' },
      ])}
    />
  </section>
);
