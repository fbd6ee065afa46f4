import type { Actor, Db } from '../core/index.ts';
import { type AlarmRow, firingAlarms, latestAlarms } from './store.ts';
import { type TellingRow, tellingsOf } from './tellings.store.ts';
import { alarmWords } from './words.ts';

/** An alarm as it is shown. */
export type Alarm = {
  id: number;
  cause: string;
  key: string;
  title: string;
  paragraphs: readonly string[];
  since: Date;
  raisedAt: Date;
  mendedAt: Date | null;
  acknowledged: { at: Date; by: Actor; words: string } | null;
  /** Each time it was told, or was to be. */
  told: readonly {
    news: TellingRow['news'];
    way: string;
    state: Exclude<TellingRow['state'], 'dropped'>;
    at: Date | null;
    tries: number;
    said: string | null;
  }[];
};

const MOST = 200;

/** Those that fire, the oldest first; `all`: the latest, the newest first. */
export async function listAlarms(
  db: Db,
  { all, timeZone }: { all: boolean; timeZone: string },
): Promise<Alarm[]> {
  const rows = all ? await latestAlarms(db, MOST) : await firingAlarms(db);
  const tellings = await tellingsOf(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => shown(row, tellings, timeZone));
}

function shown(row: AlarmRow, tellings: readonly TellingRow[], timeZone: string): Alarm {
  const { acknowledged_at: at, acknowledged_by: by, acknowledged_words: words } = row;
  return {
    id: row.id,
    cause: row.cause,
    key: row.key,
    ...alarmWords(row.cause, row.params, timeZone),
    since: row.since,
    raisedAt: row.raised_at,
    mendedAt: row.mended_at,
    acknowledged: at && by && words !== null ? { at, by, words } : null,
    told: tellings
      .filter(({ alarm_id }) => alarm_id === row.id)
      .map(({ news, label, state, told_at, tries, said }) => ({
        news,
        way: label,
        state: state as Exclude<TellingRow['state'], 'dropped'>,
        at: told_at,
        tries,
        said,
      })),
  };
}
