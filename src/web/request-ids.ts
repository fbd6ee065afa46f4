import { randomUUID } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import { withLogIds } from '../core/index.ts';
import type { Web } from './deps.ts';

/** What a proxy may hand on: enough for a UUID and nothing that could forge a line. */
const WELL_FORMED = /^[A-Za-z0-9._-]{8,64}$/;

type Ended = ((method: string, status: number, seconds: number) => void) | undefined;

/**
 * Gives each request an id for its log lines, the proxy's where that is well formed, and says it in the answer; tells how long it took.
 * By Node's own request and answer: headers of the others are made when they are first looked at, which costs more than a page.
 */
export function withRequestIds(fetch: Web['fetch'], ended: Ended): Web['fetch'] {
  return (request, env, context) => {
    const { incoming, outgoing } = (env ?? {}) as Partial<HttpBindings>;
    const given = incoming?.headers['x-request-id'];
    const requestId = typeof given === 'string' && WELL_FORMED.test(given) ? given : randomUUID();
    if (outgoing && !outgoing.headersSent) outgoing.setHeader('X-Request-Id', requestId);
    const began = performance.now();
    const answered = (answer: Response) => {
      ended?.(request.method, answer.status, (performance.now() - began) / 1_000);
      return answer;
    };
    const answer = withLogIds({ requestId }, () => fetch(request, env, context));
    return answer instanceof Promise ? answer.then(answered) : answered(answer);
  };
}
