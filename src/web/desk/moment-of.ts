import { deskMoment, deskTime } from '../../../templates/web/desk/moments.ts';
import type { Moment } from '../../../templates/web/parts.tsx';
import type { Clock } from '../../core/index.ts';

type Where = { clock: Clock; site: { timeZone: string } };

/** A time in a list or a sentence, as the desk says it: "today 09:15". */
export const momentOf = (at: Date, { clock, site }: Where): Moment => ({
  text: deskTime(at, { now: clock.now(), timeZone: site.timeZone }),
  iso: at.toISOString(),
});

/** A time of the record, in full, since it may be asked for years later: "27 November 2026 at 09:00". */
export const recordedAt = (at: Date, site: Where['site']): Moment => ({
  text: deskMoment(at, site),
  iso: at.toISOString(),
});
