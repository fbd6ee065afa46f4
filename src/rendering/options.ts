import type { Theme } from '../../templates/theme.ts';
import type { Languages } from '../words/written.ts';

/** What a rendering depends on besides the snapshot. */
export type RenderOptions = {
  /** Absolute, without a trailing slash. */
  publicUrl: string;
  theme: Theme;
  /** Those in whose words mails may be; absent = English alone. */
  languages?: Languages;
};

/** The same options said in one way: English alone is said by nothing, as before there were others. */
export const plainly = ({ languages = ['en'], ...options }: RenderOptions): RenderOptions =>
  languages.join() === 'en' ? options : { ...options, languages };
