import type { PauseValues } from '../../../templates/web/readers/preference-forms.tsx';
import { DAY_MS } from '../../core/index.ts';
import type { Locale } from '../../words/index.ts';
import type { Form, Read } from './form.ts';

/** "1 March 2027". A pause is a matter of days, so it begins and ends at midnight UTC wherever the reader is. */
export const dayInWords = (date: Date, { day }: Locale) => day(date, 'UTC');

export const partsOf = (date: Date | null): PauseValues =>
  date
    ? {
        day: String(date.getUTCDate()),
        month: String(date.getUTCMonth() + 1),
        year: String(date.getUTCFullYear()),
      }
    : {};

/** A date three months ahead, as it is to be typed: "1 3 2027". */
export function exampleDay(now: Date): string {
  const ahead = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 3, 1));
  return Object.values(partsOf(ahead)).join(' ');
}

export const pauseValues = (form: Form): PauseValues => ({
  day: form.text('until-day'),
  month: form.text('until-month'),
  year: form.text('until-year'),
});

/** A day that exists, as three numbers; undefined otherwise. */
function dateFrom({ day = '', month = '', year = '' }: PauseValues): Date | undefined {
  if (![day, month].every((text) => /^\d{1,2}$/.test(text)) || !/^\d{4}$/.test(year)) {
    return undefined;
  }
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day) ? date : undefined;
}

type Wrong = 'noDate' | 'past' | 'farDate';

function problemWith(date: Date | undefined, now: Date): Wrong | undefined {
  if (!date) {
    return 'noDate';
  }
  if (date <= now) {
    return 'past';
  }
  return date.getTime() - now.getTime() > 365 * DAY_MS ? 'farDate' : undefined;
}

/** Until when to pause; null = not at all. */
export function readPause(form: Form, now: Date, { say }: Locale): Read<Date | null> {
  if (form.has('end')) {
    return { value: null };
  }
  const date = dateFrom(pauseValues(form));
  const wrong = problemWith(date, now);
  if (date && !wrong) return { value: date };
  return { problem: { field: 'until-day', message: say(`wrong.${wrong ?? 'noDate'}`) } };
}
