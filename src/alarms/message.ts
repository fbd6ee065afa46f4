import type { AlarmCause } from './causes.ts';

/** One alarm as it is told by any way. Holds no reader's address and no secret. */
export type AlarmMessage = {
  /** The same each time this telling is tried: a receiver knows a repeat by it. */
  id: string;
  /** 0 = a test. */
  alarm: number;
  news: 'raised' | 'again' | 'mended' | 'test';
  cause: AlarmCause | 'test';
  /** "Run 12 of edition 7 is held". */
  title: string;
  /** What it means, a sentence or two; then what to do. */
  paragraphs: readonly string[];
  since: Date;
  /** Of what is mended. */
  mendedAt?: Date;
};
