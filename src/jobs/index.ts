export {
  advanceRun,
  applyEvents,
  contracts,
  deliverConsequences,
  pollFeeds,
  type QueueName,
  retain,
  sendBatch,
  sendNotice,
  sendTelling,
  startDueEdition,
  sweep,
} from './contract.ts';
export {
  type JobConsumer,
  type JobQueue,
  type Processor,
  processor,
  type QueueEngine,
  type Recurrence,
} from './queue.ts';
