import type { Look, Story } from './story.ts';

const WIDTHS = [375, 800] as const;
const SCHEMES = ['light', 'dark'] as const;

/** What is approved. A text has no stylesheet of ours that could ask for width or darkness. */
export function looksOf({ plain, desktop, desk }: Story, { images }: { images: boolean }): readonly Look[] {
  if (plain || desktop) return [{ width: 800, scheme: 'light', images }];
  if (desk)
    return [
      { width: 375, scheme: 'dark', images },
      { width: 800, scheme: 'light', images },
    ];
  return WIDTHS.flatMap((width) => SCHEMES.map((scheme) => ({ width, scheme, images })));
}
