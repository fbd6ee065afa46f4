import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import { personWithId } from '../../access/index.ts';
import type { DeskDeps, SignedInEnv } from './deps.ts';

const LOOK_MS = 1_000;
/** Proxies close what says nothing for long; in looks. */
const COMMENT_EVERY = 15;

/** A small state, and whether it moves by itself. */
type LiveState = { data: string; moving: boolean };

/**
 * Tells a page the whole small state at once and whenever it is other, by server-sent events, until it moves no more or the person may
 * no longer look.
 */
export function tellLive(
  c: Context<SignedInEnv>,
  { db }: Pick<DeskDeps, 'db'>,
  look: () => Promise<LiveState>,
): Response {
  // nginx would gather what is meant to arrive at once.
  c.header('X-Accel-Buffering', 'no');
  return streamSSE(c, async (stream) => {
    let last = '';
    for (let looks = 0; !stream.aborted && !stream.closed; looks += 1) {
      const { data, moving } = await look();
      if (data !== last) await stream.writeSSE({ event: 'state', data });
      else if (looks % COMMENT_EVERY === 0) await stream.write(': still here\n\n');
      last = data;
      if (!moving || !(await personWithId(db, c.get('person').id))) return;
      await stream.sleep(LOOK_MS);
    }
  });
}
