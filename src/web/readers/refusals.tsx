import type { ErrorHandler } from 'hono';
import { DeadLinkPage } from '../../../templates/web/readers/messages.tsx';
import { isFault } from '../../core/index.ts';
import { sentenceIn } from '../../words/index.ts';
import { errorHandler } from '../faults.tsx';
import type { ReaderPages } from './deps.ts';
import { speakingTo } from './speaking-to.ts';

/** A link that does not work is the most likely fault here, and there is a way to a new one. */
export const readerRefusals =
  (pages: ReaderPages): ErrorHandler =>
  async (error, c) => {
    const site = await speakingTo(pages, c);
    return isFault(error) && error.code === 'not-found'
      ? c.html(<DeadLinkPage site={site} sentence={sentenceIn(error, site.locale)} />, 404)
      : errorHandler(() => site, pages.log)(error, c);
  };
