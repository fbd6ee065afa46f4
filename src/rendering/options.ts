import type { Theme } from '../../templates/theme.ts';

/** What a rendering depends on besides the snapshot. */
export type RenderOptions = {
  /** Absolute, without a trailing slash. */
  publicUrl: string;
  theme: Theme;
};
