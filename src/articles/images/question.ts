import type { ImageMediaType } from '../../core/index.ts';
import type { CleanImage, ImageReading } from './limits.ts';

/** What the child process is asked, and what it says. */
export type CleaningQuestion = { bytes: Buffer; mediaType: ImageMediaType; reading: ImageReading };
export type CleaningAnswer = { image: CleanImage } | { refused: string };
export const READY = 'ready';
