import { type FlowName, paths, type RunState } from '../../../src/core/index.ts';
import { Button, EmptyState, Select, Table, Tag } from '../components/index.ts';
import type { Site } from '../site.ts';
import { FLOW_PURPOSES, FLOW_TITLES, RUN_STATES, STATE_TAGS } from './flow-words.ts';

/** A run in a list, with times as they are shown. */
export type ShownRun = {
  id: number;
  state: RunState;
  /** Of which edition; undefined for a small flow. */
  edition: number | undefined;
  started: string;
  finished: string;
  /** By the recurrence, or by hand. */
  startedBy: string;
  why: string | undefined;
};

export type ShownFlow = {
  flow: FlowName;
  isOn: boolean;
  /** Who turned it, and when; undefined when nobody has. */
  turned: string | undefined;
  startedBy: string;
  next: string;
  last: ShownRun | undefined;
};

/** What happens by itself: what starts it, when next, and how it went. */
export function FlowsPage({
  site,
  flows,
  mayChange,
}: {
  site: Site;
  flows: readonly ShownFlow[];
  mayChange: boolean;
}) {
  return (
    <>
      <h1>Flows</h1>
      <p>
        What Quarterly does by itself. Each keeps a history of its runs, with all that went in and came out.{' '}
        <a href={site.at(paths.desk.alarms())}>Alarms</a> say what does not run as it should, the{' '}
        <a href={site.at(paths.desk.doctor())}>doctor</a> what is wrong beneath.
      </p>
      <div class="desk-flows">
        {flows.map((flow) => (
          <OneFlow site={site} flow={flow} mayChange={mayChange} />
        ))}
      </div>
    </>
  );
}

function OneFlow({ site, flow: one, mayChange }: { site: Site; flow: ShownFlow; mayChange: boolean }) {
  const { flow, isOn, last } = one;
  const title = FLOW_TITLES[flow];
  return (
    <section aria-labelledby={flow}>
      <h2 id={flow}>
        <a href={site.at(paths.desk.flowRuns({ flow }))}>{title}</a>{' '}
        <Tag classes={isOn ? 'govuk-tag--good' : ''}>{isOn ? 'On' : 'Off'}</Tag>
      </h2>
      <p>{FLOW_PURPOSES[flow]}</p>
      <p class="desk-under">
        {isOn ? `Next: ${one.next}` : 'It starts nothing by itself.'} · {one.startedBy}
        {one.turned && ` · ${one.turned}`}
      </p>
      <p>
        {last ? (
          <>
            Last run: <Tag classes={STATE_TAGS[last.state]}>{RUN_STATES[last.state]}</Tag>{' '}
            <a href={site.at(paths.desk.run({ id: last.id }))}>
              {last.edition === undefined ? `run ${last.id}` : `edition ${last.edition}`}
            </a>
            , {last.started}
            {last.why && `. ${last.why}`}
          </>
        ) : (
          'It has not run yet.'
        )}
      </p>
      {mayChange && (
        <form method="post" action={site.at(paths.desk.flows())} class="desk-row">
          <input type="hidden" name="flow" value={flow} />
          <Button name="do" value={isOn ? 'off' : 'on'} classes="govuk-button--secondary">
            {isOn ? 'Turn off' : 'Turn on'}
            <span class="govuk-visually-hidden"> {title}</span>
          </Button>
          <Button name="do" value="run" classes="govuk-button--secondary" preventDoubleClick>
            Run now<span class="govuk-visually-hidden"> {title}</span>
          </Button>
        </form>
      )}
    </section>
  );
}

type History = {
  site: Site;
  flow: FlowName;
  state: string;
  runs: readonly ShownRun[];
  /** The id after which older runs follow. */
  older: number | undefined;
  /** What became of slots that started nothing. */
  slots: readonly { at: string; what: string }[];
};

/** The runs of one flow, the newest first. */
export function FlowRunsPage({ site, flow, state, runs, older, slots }: History) {
  const here = (query: Record<string, string | number | undefined>) =>
    site.at(paths.desk.flowRuns({ flow }, query));
  return (
    <>
      <h1>{`Runs: ${FLOW_TITLES[flow].toLowerCase()}`}</h1>
      <p>
        <a href={site.at(paths.desk.flows())}>All flows</a>
      </p>
      <search>
        <form class="desk-filter" method="get" action={here({})}>
          <Select
            name="state"
            label="How they are"
            value={state}
            items={[
              { value: '', content: 'All' },
              ...Object.entries(RUN_STATES).map(([value, content]) => ({ value, content })),
            ]}
          />
          <Button classes="govuk-button--secondary">Show</Button>
        </form>
      </search>
      {runs.length === 0 ? (
        <EmptyState title={state === '' ? 'It has not run yet' : 'No run is like that'}>
          <p>Its recurrence starts one when its time comes.</p>
        </EmptyState>
      ) : (
        <section class="desk-scroll" tabindex={0} aria-label="Runs">
          <Table
            classes="desk-table"
            head={['Run', 'State', 'Started', 'Finished', ''].map((content) => ({ content }))}
            rows={runs.map((run) => [
              {
                content: (
                  <a href={site.at(paths.desk.run({ id: run.id }))}>
                    {run.edition === undefined ? `Run ${run.id}` : `Edition ${run.edition}`}
                  </a>
                ),
              },
              { content: <Tag classes={STATE_TAGS[run.state]}>{RUN_STATES[run.state]}</Tag> },
              { content: `${run.started}, ${run.startedBy}` },
              { content: run.finished },
              { content: run.why ?? '' },
            ])}
          />
        </section>
      )}
      {older !== undefined && (
        <p>
          <a href={here({ ...(state === '' ? {} : { state }), before: older })} rel="next">
            Older
          </a>
        </p>
      )}
      {slots.length > 0 && (
        <>
          <h2>Times that started nothing</h2>
          <ul>
            {slots.map(({ at, what }) => (
              <li>{`${at}: ${what}`}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
