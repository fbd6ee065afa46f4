import type { Look, Story } from './story.ts';

/**
 * What is approved. Width and darkness are two questions of a stylesheet that no rule of ours asks together, so that
 * two pictures show what four would. A text has neither.
 */
export const looksOf = ({ plain }: Story): readonly Look[] =>
  plain
    ? [{ width: 800, scheme: 'light', images: true }]
    : [
        { width: 375, scheme: 'light', images: true },
        { width: 800, scheme: 'dark', images: true },
      ];

/** Of mails that hold any: their programs hide images until a reader asks for them; browsers do not. */
export const withoutImages: Look = { width: 375, scheme: 'light', images: false };
