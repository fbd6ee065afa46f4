import { deskMoment } from '../../../templates/web/desk/moments.ts';
import { type EditionRow, hasBegun, isFrozen } from '../../editions/index.ts';
import type { DeskDeps } from './deps.ts';

/** What follows from approving an edition, in a sentence: an approval alone sends nothing. */
export async function whatFollows(
  { clock, config }: Pick<DeskDeps, 'clock' | 'config'>,
  { state, send_at }: Pick<EditionRow, 'state' | 'send_at'>,
): Promise<string> {
  if (state === 'published') return 'It has been published.';
  if (hasBegun(state)) return 'It is being sent.';
  const then = isFrozen(state) ? 'It is sent' : 'Once you approve it, it is sent';
  if (send_at === null)
    return isFrozen(state)
      ? 'The editors decide when it is sent.'
      : 'Approving does not send it: the editors decide when it is sent.';
  return send_at <= clock.now() ? `${then} at once.` : `${then} on ${deskMoment(send_at, config)}.`;
}
