export * from './door.ts';
export { CLEANING, IMAGE_MAX_OCTETS } from './limits.ts';
export * from './served.ts';
export { cleanStored } from './stored.ts';
