export { type AdmittedImage, type ImageDoor, openImageDoor, storeImage } from './door.ts';
export { CLEANING, IMAGE_MAX_OCTETS } from './limits.ts';
export { type ServedImage, servedImages } from './served.ts';
export { cleanStored } from './stored.ts';
