import { type ConsequenceDeps, consequencesWait, deliverConsequences as deliver } from '../src/acts/index.ts';
import { type EditionNumber, editionNumber, type RunId, runId } from '../src/core/index.ts';
import {
  type DeliveryDeps,
  type FeedbackDeps,
  type NoticeDeps,
  type SweepDeps,
  sendBatch as sendDeliveries,
  sweepDeliveries,
} from '../src/delivery/index.ts';
import {
  advance,
  type FlowDeps,
  openRuns,
  type Recurring,
  startDue,
  startDueFlow,
  type TriggerDeps,
} from '../src/flows/index.ts';
import {
  advanceRunJob,
  backUpJob,
  checkLinksJob,
  contracts,
  deliverConsequencesJob,
  importReadersJob,
  type JobQueue,
  makeShellJob,
  type Processor,
  pollFeedsJob,
  processor,
  renderDraftJob,
  retainJob,
  sendBatchJob,
  startDueEditionJob,
  sweepJob,
} from '../src/jobs/index.ts';
import { waitingLinkChecks } from '../src/links/index.ts';
import { waitingReaderImports } from '../subscribers/index.ts';
import { mailProcessors } from './mail.ts';

export type ProcessorDeps = {
  consequences: ConsequenceDeps;
  flow: FlowDeps;
  recurrence: TriggerDeps;
  recurring: readonly Recurring[];
  /** Does what a list of readers waits for. */
  importReaders(id: number, signal: AbortSignal): Promise<void>;
  /** Asks for an edition's links. Returns whether nothing is left of that check. */
  checkLinks(id: number, signal: AbortSignal): Promise<boolean>;
  delivery: DeliveryDeps;
  sweeping: SweepDeps;
  /** Tells operators of send dates that are near and not approved. */
  warnBeforeDates(): Promise<void>;
  /** The sweep is done: says so, inside and outside. */
  swept(): Promise<void>;
  /** Compiles the mail around one article, for previews; `language` is BCP 47. */
  makeShell(language: string): Promise<void>;
  /** Compiles the mail of an edition as it is now. */
  renderDraft(edition: EditionNumber): Promise<unknown>;
  notices: NoticeDeps;
  feedback: FeedbackDeps;
};

/** Every job with its handler: ids in, the room does it. @throws Error when a contract has no handler, or two. */
export function processors(deps: ProcessorDeps): Processor[] {
  const all = handled(deps);
  for (const { name } of Object.values(contracts)) {
    const found = all.filter(({ contract }) => contract.name === name).length;
    if (found !== 1) throw new Error(`the job ${name} has ${found} handlers`);
  }
  return all;
}

function handled(deps: ProcessorDeps): Processor[] {
  const {
    consequences,
    flow,
    recurrence,
    recurring,
    delivery,
    sweeping,
    swept,
    warnBeforeDates,
    makeShell,
    renderDraft,
    importReaders,
    checkLinks,
    ...mail
  } = deps;
  const startRecurring = async () => {
    for (const one of recurring) await startDueFlow(flow, one);
  };
  return [
    ...mailProcessors(mail),
    processor(advanceRunJob, ({ runId: id }, { signal }) => advance(flow, runId(id), signal)),
    processor(renderDraftJob, async ({ edition }) => void (await renderDraft(editionNumber(edition)))),
    processor(startDueEditionJob, () => startDue(recurrence)),
    processor(pollFeedsJob, startRecurring),
    processor(sendBatchJob, ({ edition }, { signal }) =>
      sendDeliveries(delivery, editionNumber(edition), signal),
    ),
    processor(deliverConsequencesJob, (_, { signal }) => deliver(consequences, signal)),
    processor(retainJob, startRecurring),
    processor(backUpJob, startRecurring),
    processor(importReadersJob, ({ importId }, { signal }) => importReaders(importId, signal)),
    processor(checkLinksJob, async ({ checkId }, { signal }) => {
      await checkLinks(checkId, signal);
      await ringForLinks(flow);
    }),
    processor(makeShellJob, ({ language }) => makeShell(language)),
    processor(sweepJob, async () => {
      await startDue(recurrence);
      // A bell that came while all was down, or that was lost, is rung again.
      await startRecurring();
      if (await consequencesWait(consequences))
        await flow.queue.enqueue(deliverConsequencesJob, {}, { key: 'deliver-consequences' });
      await sweepDeliveries(sweeping);
      for (const importId of await waitingReaderImports(flow.db, flow.clock.now()))
        await flow.queue.enqueue(importReadersJob, { importId }, { key: `import-${importId}` });
      await ringForLinks(flow);
      for (const id of await openRuns(flow.db, flow.clock.now())) await ringFor(flow.queue, id);
      await warnBeforeDates();
      await swept();
    }),
  ];
}

const ringFor = (queue: JobQueue, id: RunId) =>
  queue.enqueue(advanceRunJob, { runId: id }, { key: `run-${id}` });

const ringForLinks = async ({ db, clock, queue }: Pick<FlowDeps, 'db' | 'clock' | 'queue'>) => {
  for (const checkId of await waitingLinkChecks(db, clock.now()))
    await queue.enqueue(checkLinksJob, { checkId }, { key: `check-links-${checkId}` });
};
