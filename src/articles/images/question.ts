import type { ImageMediaType } from '../../core/index.ts';
import type { CleanImage, ImageReading } from './limits.ts';

/** What the child process is asked, and what it says. `file`: the child reads it; to hand over octets costs whoever asks some copies of them. */
export type CleaningQuestion = { mediaType: ImageMediaType; reading: ImageReading } & (
  | { bytes: Buffer }
  | { file: string }
);
export type CleaningAnswer = { image: CleanImage } | { refused: string };
export const READY = 'ready';
