import type { Elsewhere } from '../../subscribers/index.ts';
import { forgetMailboxes, noteMoved } from '../journal/index.ts';

// The rooms are loaded when they are called: most commands do nothing for a reader, and must not wait for MJML.
const delivery = () => import('../delivery/index.ts');
const contributors = () => import('../contributors/index.ts');
const flows = () => import('../flows/index.ts');

/** Who does what for a reader in other rooms. Each room that keeps something of readers has its line in `forget`. */
export const elsewhere: Elsewhere = {
  postNotice: async (...asked) => (await delivery()).postNotice(...asked),
  withholdNotice: async (...asked) => (await delivery()).withholdNotice(...asked),
  countNotices: async (...asked) => (await delivery()).countNotices(...asked),
  removeNotices: async (...asked) => (await delivery()).removeNotices(...asked),
  noteMoved,
  async forget(tx, of) {
    await (await delivery()).forgetMail(tx, of);
    await (await flows()).forgetAddresses(tx, of.addresses);
    // Mailboxes are named where somebody asked to be erased: who has left the readers may write on.
    if (of.mailboxes.length > 0) await (await contributors()).forgetContributors(tx, of.addresses);
    await forgetMailboxes(tx, of.mailboxes);
  },
};
