import { sentenceOf } from '../core/fault.ts';
import { EXIT } from './exit.ts';

/**
 * Lets a command end in good order when the reader of its output, such as `head`, has had enough: what is written after
 * that is lost, as wanted, and nothing is said of it. Without a listener Node ends with a stack. Anything else that is wrong
 * with the output (a full disk) is a sentence.
 */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED') return;
      process.exitCode = EXIT.fault;
      if (stream === process.stdout)
        process.stderr.write(`The output could not be written: ${sentenceOf(error)}\n`);
    });
  }
}
