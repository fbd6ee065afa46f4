import type { Db } from '../core/index.ts';
import type { AlarmMessage } from './message.ts';

/** A way by which an alarm reaches somebody. */
export type AlarmWay = {
  /** Names it without its address; the same in all processes. */
  id: string;
  /** Whom it reaches, for people, without address or secret: "mail to k…@example.org", "Teams at example.org". */
  label: string;
} & (
  | {
      /** Puts a mail into the outbox, in the transaction that marks the telling. Returns the notice and rings for it after the commit. */
      post(tx: Db, message: AlarmMessage): Promise<{ noticeId: number; ring(): Promise<void> }>;
    }
  | {
      /** @throws Fault whose sentence holds no address and no secret. */
      send(message: AlarmMessage): Promise<void>;
    }
);
