import type { FC } from 'hono/jsx';
import type { Content } from './parts.ts';

/** How far a long step has come. `words` says the same for those who do not see the bar, and beside it for all. */
export const ProgressBar: FC<{ id: string; value: number; max: number; words: Content }> = (props) => (
  <div class="govuk-form-group">
    <label class="govuk-label" for={props.id}>
      {props.words}
    </label>
    <progress class="progress" id={props.id} value={props.value} max={props.max} />
  </div>
);
