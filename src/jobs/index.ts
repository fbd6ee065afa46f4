export {
  advanceRunJob,
  applyEventsJob,
  backUpJob,
  contracts,
  deliverConsequencesJob,
  makeShellJob,
  pollFeedsJob,
  type QueueName,
  retainJob,
  sendBatchJob,
  sendNoticeJob,
  sendTellingJob,
  startDueEditionJob,
  sweepJob,
} from './contract.ts';
export {
  type JobConsumer,
  type JobQueue,
  type Processor,
  processor,
  type QueueEngine,
  type Recurrence,
} from './queue.ts';
