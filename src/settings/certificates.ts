import type { Db } from '../core/index.ts';
import { readSetting, writeSetting } from './store.ts';

const CERTIFICATES = 'sns-certificates';

/** The addresses of SNS certificates that have verified a message, newest first. */
export const verifiedCertificates = (db: Db) => ({
  read: async () => (await readSetting(db, CERTIFICATES))?.split(' ') ?? [],
  write: (addresses: readonly string[]) => writeSetting(db, CERTIFICATES, addresses.join(' ')),
});
