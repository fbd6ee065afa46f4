import { randomBytes } from 'node:crypto';
import type { Db } from '../core/index.ts';
import { readSetting, settleSetting } from './store.ts';

/** The signing secret of an installation that has set none: random, made once, shared by every process. */
export const generatedSecret = (db: Db) =>
  settleSetting(db, 'secret-key', randomBytes(48).toString('base64url'));

/** What the table of limits is hashed with; no signing key, as those change. */
export const limitSecret = (db: Db) => settleSetting(db, 'limit-key', randomBytes(48).toString('base64url'));

/** What `generatedSecret` made before one was set, if it ever did. */
export const earlierSecret = (db: Db) => readSetting(db, 'secret-key');
