export type { FaultKind, FaultRule } from './faults.ts';
export type { Mail, MessageTag } from './mails/mail.ts';
export type { Behaviour, EventSettings, EventType, SimulatorOptions } from './options.ts';
export {
  createSigner,
  notification,
  type SignedSnsMessage,
  type Signer,
  type SnsMessage,
  signSnsMessage,
} from './sns/sign.ts';
export { type Simulator, startSimulator } from './start.ts';
