import type { ErrorHandler } from 'hono';
import { DeskPage } from '../../../templates/web/desk/page.tsx';
import { RefusedPage } from '../../../templates/web/desk/refused.tsx';
import { type FaultCode, isFault } from '../../core/index.ts';
import { sentenceIn } from '../../words/index.ts';
import { errorHandler, statusOf } from '../faults.tsx';
import type { DeskDeps } from './deps.ts';

const HEADINGS: Record<FaultCode, string> = {
  invalid: 'That was not understood',
  'not-found': 'There is no such page',
  gone: 'This is no longer here',
  conflict: 'That is not possible now',
  forbidden: 'You may not do that',
  'too-many': 'That was too often',
  unavailable: 'That does not work at the moment',
};

/** A refusal as a page of the desk. */
export const deskRefusals =
  (deps: DeskDeps): ErrorHandler =>
  async (error, c) => {
    const site = await deps.site();
    if (!isFault(error)) return errorHandler(() => site, deps.log)(error, c);
    const heading = HEADINGS[error.code];
    return c.html(
      <DeskPage site={site} title={heading} links={[]}>
        <RefusedPage
          site={site}
          heading={heading}
          sentence={sentenceIn(error, site.locale)}
          details={error.details ?? []}
        />
      </DeskPage>,
      statusOf(error.code),
    );
  };
