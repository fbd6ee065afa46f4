import { paths } from '../../../src/core/index.ts';
import { EmptyState } from '../components/index.ts';
import type { Site } from '../site.ts';
import { EditionTabs } from './edition-tabs.tsx';
import { Figures, type ReportFigures } from './report-figures.tsx';
import { SendingProgress, type SendingState } from './send.tsx';

export type ReportProps = {
  site: Site;
  number: number;
  state: SendingState;
  /** Nothing where it has not been planned yet. */
  figures?: ReportFigures;
};

export function ReportPage({ site, number, state, figures }: ReportProps) {
  return (
    <>
      <h1>{`Report of edition ${number}`}</h1>
      <EditionTabs site={site} number={number} at="report" />
      {state.moving || state.of > 0 ? (
        <SendingProgress site={site} number={number} state={state} />
      ) : (
        <p class="lead">{state.sentence}</p>
      )}
      {figures ? (
        <Figures site={site} number={number} figures={figures} />
      ) : (
        !state.over && (
          <EmptyState title="Nothing has been sent yet">
            <p>
              From the first mail on this page says what was sent, what came back, and why people left.{' '}
              <a href={site.at(paths.desk.send({ number }))}>When it is sent</a>
            </p>
          </EmptyState>
        )
      )}
    </>
  );
}
