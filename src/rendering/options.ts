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
