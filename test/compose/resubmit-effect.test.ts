import { afterAll, expect, test } from 'vitest';
import { composeFlows } from '../../src/compose/flows.ts';
import { feedPolling } from '../../src/compose/polling.ts';
import { resubmitEffect } from '../../src/compose/resubmit-effect.ts';
import { startSending } from '../../src/compose/runs.ts';
import { type EditionNumber, editionNumber, fault, type RunId } from '../../src/core/index.ts';
import { approveEdition } from '../../src/editions/index.ts';
import {
  advance,
  type BoundFlows,
  editionFlow,
  resubmitRunNumbered,
  showRun,
} from '../../src/flows/index.ts';
import { openPostRoom } from '../delivery/support/post-room.ts';
import { editor } from '../support/actors.ts';
import { importCopy } from './support/copies.ts';

const room = await openPostRoom();
afterAll(() => room.close());
const { app, simulator } = room;
const by = editor('ed@example.org');
const boss = editor('boss@example.org');
const READERS = ['one@example.org', 'two@example.org', 'three@example.org'];
const flows = composeFlows(app, feedPolling(app));

/** The flows, of which one action of the edition's fails, before or after it has done its work. */
function failingAt(name: string, when: 'before' | 'after'): BoundFlows {
  const actions = new Map(flows.get('edition'));
  const action = actions.get(name);
  if (!action) throw new Error(`no action ${name}`);
  const { handler, ...definition } = action;
  actions.set(name, {
    ...definition,
    handler: {
      ...handler,
      async perform(context) {
        if (when === 'after') await handler.perform(context);
        throw fault('conflict', 'It shall fail.');
      },
    },
  });
  return new Map(flows).set('edition', actions);
}

/** Does all that there is to do, as workers and people would. */
async function drain(edition: EditionNumber, run: RunId): Promise<void> {
  for (let round = 0; round < 10; round += 1) {
    await advance({ ...app, flows }, run);
    const { state, reason } = await showRun(app.db, run);
    if (state === 'succeeded' || state === 'failed') return;
    if (reason?.code === 'waits-for-approval') await approveEdition(app, edition, boss);
    else await room.sendRest(edition);
  }
}

const places = editionFlow.actions.flatMap(({ name }) => [
  { name, when: 'before' as const, sentFirst: false },
  ...(name === 'send'
    ? [
        { name, when: 'after' as const, sentFirst: false },
        { name, when: 'after' as const, sentFirst: true },
      ]
    : []),
]);

test('what resubmitting is said to do is what it does, whichever action failed', async () => {
  let edition = 10;
  for (const { name, when, sentFirst } of places) {
    edition += 1;
    const number = editionNumber(edition);
    await importCopy(app, number, by);
    if (edition === 11) await room.readers(...READERS);
    const run = await startSending(app, { edition: number, by });
    const failing = failingAt(name, when);
    for (let round = 0; round < 10; round += 1) {
      await advance({ ...app, flows: failing }, run.id);
      const { state, reason } = await showRun(app.db, run.id);
      if (state === 'failed') break;
      if (reason?.code === 'waits-for-approval') await approveEdition(app, number, boss);
      else await room.sendRest(number);
    }
    // Senders go on by themselves, whatever the flow has met.
    if (sentFirst) {
      await resubmitRunNumbered(app, { id: run.id, by });
      await room.sendRest(number);
      await advance({ ...app, flows: failing }, run.id);
    }
    const place = `${name}, ${when}${sentFirst ? ', sent' : ''}`;
    expect((await showRun(app.db, run.id)).state, place).toBe('failed');
    const sent = simulator.mails({ limit: 1_000 }).length;
    const effect = await resubmitEffect(app, run.id);
    expect(effect.from, place).toBe(name);
    await resubmitRunNumbered(app, { id: run.id, by });
    await drain(number, run.id);
    expect((await showRun(app.db, run.id)).state, place).toBe('succeeded');
    const mails = simulator.mails({ limit: 1_000 });
    expect(mails.length - sent, place).toBe(effect.mails);
    expect(effect.sentence, place).toContain(
      effect.mails === 0 ? 'No reader gets a mail' : `to ${effect.mails} readers; nobody gets it twice.`,
    );
    // All of them, whatever failed, and nobody twice.
    const to = mails.map(({ destinations }) => destinations[0]);
    expect(to.sort(), place).toEqual(
      places
        .slice(0, edition - 10)
        .flatMap(() => READERS)
        .sort(),
    );
  }
  await expect(resubmitEffect(app, 1)).rejects.toThrow('there is no failed action to resubmit');
});
