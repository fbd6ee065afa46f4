import type { Context } from 'hono';
import type { DeskProblem } from '../../../templates/web/desk/page.tsx';
import { isFault } from '../../core/index.ts';
import { leadTo } from '../canonical.ts';
import { statusOf } from '../faults.tsx';
import type { Form } from '../readers/form.ts';
import type { SignedInEnv } from './deps.ts';

/** A page once more, with what was typed and why nothing was done. */
export type PressedAgain = {
  form: Form;
  problems: readonly DeskProblem[];
  status: ReturnType<typeof statusOf>;
};

type Pressed = {
  form: Form;
  /** Does what the button says; returns what is wrong with a field. */
  act(): Promise<DeskProblem | undefined>;
  again(how: PressedAgain): Promise<Response>;
  /** The address of the page that says what was done. */
  onward: string;
};

/** A button of a page was pressed: what a room refuses is said on that page, and what was done on one that can be loaded again. */
export async function pressed(
  c: Context<SignedInEnv>,
  { form, act, again, onward }: Pressed,
): Promise<Response> {
  try {
    const wrong = await act();
    if (wrong) return again({ form, problems: [wrong], status: 400 });
  } catch (error) {
    if (!isFault(error) || error.code === 'not-found') throw error;
    const problem = { field: 'main', message: error.message };
    return again({ form, problems: [problem], status: statusOf(error.code) });
  }
  return leadTo(c, c.get('site'), { address: onward, status: 303 });
}
