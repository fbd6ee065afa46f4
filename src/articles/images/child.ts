/**
 * A process that makes pictures anew until whoever asked for it lets go. The bytes come from strangers and libvips is C:
 * whatever they do to it, they do here, without a database, without secrets, and within limits of memory and time.
 */
import sharp from 'sharp';
import { encodeClean } from './encode.ts';
import { type CleaningAnswer, type CleaningQuestion, READY } from './question.ts';

sharp.cache(false);
sharp.concurrency(1);
// libvips reads a dozen other kinds, some of them by interpreters: SVG, PDF, TIFF, HEIF.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Nsgif', 'Webp'].map((kind) => `VipsForeignLoad${kind}Buffer`),
});

process.on('message', async (question: CleaningQuestion) => {
  const answer = await encodeClean(question).then(
    (image): CleaningAnswer => ({ image }),
    (error): CleaningAnswer => ({ refused: String(error) }),
  );
  process.send?.(answer);
});
process.once('disconnect', () => process.exit(0));
process.send?.(READY);
