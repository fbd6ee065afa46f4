import type { EditionNumber, FlowName, Reason, RunId } from '../core/index.ts';

type StoppedRun = {
  run: RunId;
  flow: FlowName;
  edition: EditionNumber | null;
  state: 'held' | 'failed';
  why: Reason | null;
  since: Date;
};

/** Everything that alarms are decided by, read at one moment. */
export type AlarmFacts = {
  /** Whether this process may judge sending: with `SENDING=off` it looks at this machine and nothing else. */
  sends: boolean;
  host: string;
  /** A slot that came, and nothing was begun for it or since. */
  slot: { slot: Date; since: Date; why?: Reason } | undefined;
  /** Editions that wait for approval and have a date. */
  waiting: readonly { edition: EditionNumber; sendAt: Date; waitingSince: Date }[];
  /** Runs that do not go on by themselves, and nobody has said that they have dealt with it. */
  stopped: readonly StoppedRun[];
  unknown: readonly { edition: EditionNumber; mails: number; since: Date }[];
  unknownWindowMinutes: number;
  /** What the queue says when it takes nothing. */
  queueAway: { said: string; since: Date } | undefined;
  /** Since when something has been due that nobody takes. */
  workWaits: Date | undefined;
  /** What Amazon SES reported of editions sent of late that is above the thresholds, with why. */
  overThreshold: readonly {
    edition: EditionNumber;
    kind: 'bounces' | 'complaints';
    count: number;
    sent: number;
    limit: number;
    since: Date;
  }[];
  sesAway: { said: string; since: Date } | undefined;
  lastSweep: Date | undefined;
  /** From when on a sweep could have been seen: this process's start. */
  watchedSince: Date;
  disks: readonly { folder: string; freeBytes: number; sizeBytes: number }[];
  /** Ways that this process has and that do not work. */
  brokenWays: readonly { way: string; label: string; said: string; since: Date }[];
};
