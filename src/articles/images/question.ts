import type { ImageMediaType } from '../../core/index.ts';
import type { CleanImage, Reading } from './limits.ts';

/** What the child process is asked, and what it says. */
export type Question = { bytes: Buffer; mediaType: ImageMediaType; reading: Reading };
export type Answer = { image: CleanImage } | { refused: string };
export const READY = 'ready';
