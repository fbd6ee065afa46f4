import type { Look, Story } from './story.ts';

const WIDTHS = [375, 800] as const;
const SCHEMES = ['light', 'dark'] as const;

const looks = (images: boolean): readonly Look[] =>
  WIDTHS.flatMap((width) => SCHEMES.map((scheme) => ({ width, scheme, images })));

/** What is approved. A text has no stylesheet of ours that could ask for width or darkness. */
export const looksOf = ({ plain }: Story): readonly Look[] =>
  plain ? [{ width: 800, scheme: 'light', images: true }] : looks(true);

/** Of mails that hold any: their programs hide images until a reader asks for them; browsers do not. */
export const withoutImages = looks(false);
