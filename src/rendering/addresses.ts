import type { EditionNumber } from '../core/index.ts';
import type { SnapshotImage } from '../editions/index.ts';

const EXTENSIONS: Record<string, string> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
};

export const editionUrl = (publicUrl: string, number: EditionNumber) => `${publicUrl}/editions/${number}`;

export const articleUrl = (publicUrl: string, number: EditionNumber, slug: string) =>
  `${editionUrl(publicUrl, number)}/${slug}`;

/** Content-addressed, so it may be cached for ever. */
export const imageUrl = (publicUrl: string, image: Pick<SnapshotImage, 'hash' | 'mediaType'>) =>
  `${publicUrl}/images/${image.hash}.${EXTENSIONS[image.mediaType] ?? 'png'}`;
