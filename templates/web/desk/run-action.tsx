import type { ActionState, FlowName } from '../../../src/core/index.ts';
import { Details, Table, Tag } from '../components/index.ts';
import { ACTION_STATES, actionTitle, STATE_TAGS } from './flow-words.ts';

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

/** One action of a run, as an item of their list. */
export function RunAction({ flow, action }: { flow: FlowName; action: ShownAction }) {
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
