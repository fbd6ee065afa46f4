import type { ColumnType, Generated } from 'kysely';
import type { Actor } from '../actor.ts';
import type { Stamp } from './stamp.ts';

type MaybeStamp = ColumnType<Date | null, Date | null | undefined, Date | null>;

/** What is or was broken: at most one of a key fires at a time. */
export type AlarmTable = {
  id: Generated<number>;
  /** A key of `AlarmCauses`. */
  cause: string;
  /** The same thing broken: `run-held:12`. */
  key: string;
  /** What is told with the cause, as it was looked at last. */
  params: ColumnType<unknown, string, string>;
  /** Since when it is broken, as far as that is known. */
  since: Stamp;
  raised_at: Stamp;
  /** When it was last found broken. */
  seen_at: Stamp;
  acknowledged_at: MaybeStamp;
  acknowledged_by: ColumnType<Actor | null, string | null | undefined, string | null>;
  acknowledged_words: ColumnType<string | null, string | null | undefined, string | null>;
  /** null = it fires. */
  mended_at: MaybeStamp;
};

/** One alarm told once by one way. */
export type AlarmTellingTable = {
  id: Generated<number>;
  alarm_id: number;
  news: 'raised' | 'again' | 'mended';
  /** Of `again`: which day after it was raised. */
  day: number;
  /** Names the way without its address: `teams:1f0c…`. */
  way: string;
  /** Whom it reaches, for people, with no address and no secret in it. */
  label: string;
  /** `posted`: a mail that waits for Amazon SES. */
  state: 'due' | 'posted' | 'told' | 'failed' | 'dropped';
  tries: Generated<number>;
  created_at: Stamp;
  tried_at: MaybeStamp;
  next_try_at: Stamp;
  /** Until then a process is at it. */
  claimed_until: MaybeStamp;
  told_at: MaybeStamp;
  /** The mail, among the notices. */
  notice_id: ColumnType<number | null, number | null | undefined, number | null>;
  /** Why it could not be told, without addresses. */
  said: ColumnType<string | null, string | null | undefined, string | null>;
};
