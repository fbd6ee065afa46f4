export { openBackup } from './archive.ts';
export type { Manifest } from './manifest.ts';
export { refuseNewerDatabase } from './refuse-newer.ts';
export { restoreBackup } from './restore.ts';
export { compareTables } from './verify.ts';
export { writeBackup } from './write.ts';
