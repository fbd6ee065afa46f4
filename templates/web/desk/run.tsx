import { type FlowName, paths, type RunState } from '../../../src/core/index.ts';
import { Button, Input, SummaryList, Tag } from '../components/index.ts';
import type { Site } from '../site.ts';
import { FLOW_TITLES, RUN_STATES, STATE_TAGS } from './flow-words.ts';
import type { DeskProblem } from './page.tsx';
import { RefreshWithoutScript } from './refresh.tsx';
import { RunAction, type ShownAction } from './run-action.tsx';

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
  /** Whether it may still become another, by itself or by somebody. */
  live: boolean;
  problems: readonly DeskProblem[];
  typed: string;
};

/** One run: where it is, whose turn it is, and every action with what went in and came out. */
export function RunPage(props: RunProps) {
  const { site, id, flow, edition, moving, live } = props;
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
      <div data-live={live ? site.at(paths.desk.runState({ id })) : undefined} data-shown={props.shown}>
        <Standing {...props} />
        <Doings {...props} />
        <h2>Actions</h2>
        <ol class="desk-actions">
          {props.actions.map((action) => (
            <RunAction flow={flow} action={action} />
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
