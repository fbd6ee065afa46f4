import type { Elsewhere } from '../../subscribers/index.ts';
import { countNotices, forgetMail, postNotice, removeNotices, withholdNotice } from '../delivery/index.ts';
import { forgetAddresses } from '../flows/index.ts';

/** Who does what for a reader in other rooms. Each room that keeps something of readers has its line in `forget`. */
export const elsewhere: Elsewhere = {
  postNotice,
  withholdNotice,
  countNotices,
  removeNotices,
  async forget(tx, of) {
    await forgetMail(tx, of);
    await forgetAddresses(tx, of.addresses);
  },
};
