import type { EditionNumber, VariantFormat } from '../core/index.ts';
import type { SnapshotImage } from '../editions/index.ts';

type Variant = { width: number; format: VariantFormat };

const EXTENSIONS: Record<string, string> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
};

export const editionUrl = (publicUrl: string, number: EditionNumber) => `${publicUrl}/editions/${number}`;

export const articleUrl = (publicUrl: string, number: EditionNumber, slug: string) =>
  `${editionUrl(publicUrl, number)}/${slug}`;

/** A smaller copy in a modern format: content-addressed too. */
export const variantUrl = (publicUrl: string, { hash }: Pick<SnapshotImage, 'hash'>, variant: Variant) =>
  `${publicUrl}/images/${hash}-${variant.width}.${variant.format.replace('image/', '')}`;

/** Content-addressed, so it may be cached for ever. */
export const imageUrl = (publicUrl: string, image: Pick<SnapshotImage, 'hash' | 'mediaType'>) =>
  `${publicUrl}/images/${image.hash}.${EXTENSIONS[image.mediaType] ?? 'png'}`;
