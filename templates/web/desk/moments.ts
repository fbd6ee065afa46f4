import { localeFor } from '../../../src/words/index.ts';
import type { Site } from '../site.ts';

// The desk speaks English, whatever language its readers read.
const english = localeFor('en-GB');

/** "27 November 2026 at 09:00", in the site's time zone. */
export const deskMoment = (at: Date, { timeZone }: Pick<Site, 'timeZone'>): string =>
  english.moment(at, timeZone);

export const howMany = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
