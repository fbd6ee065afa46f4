import type { EditionNumber, VariantFormat } from '../core/index.ts';
import { inLanguage, paths } from '../core/index.ts';
import type { SnapshotImage } from '../editions/index.ts';

type Variant = { width: number; format: VariantFormat };

const EXTENSIONS: Record<string, string> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
};

type Reading = { language: string; languages?: readonly string[] | undefined };

/** The same page where it is read in a language. @param language BCP 47 */
export function urlIn(publicUrl: string, path: string, { language, languages = [] }: Reading): string {
  const name = languages.find((one) => one === language.replace(/-.*/, '')) ?? languages[0] ?? '';
  return `${publicUrl}${inLanguage(path, name, languages)}`;
}

export const editionUrl = (publicUrl: string, number: EditionNumber) =>
  `${publicUrl}${paths.edition({ number })}`;

export const articleUrl = (publicUrl: string, number: EditionNumber, slug: string) =>
  `${publicUrl}${paths.article({ number, slug })}`;

/** A smaller copy in a modern format: content-addressed too. */
export const variantUrl = (publicUrl: string, { hash }: Pick<SnapshotImage, 'hash'>, variant: Variant) =>
  `${publicUrl}${paths.imageVariant({ file: `${hash}-${variant.width}.${variant.format.replace('image/', '')}` })}`;

/** Content-addressed, so it may be cached for ever. */
export const imageUrl = (publicUrl: string, image: Pick<SnapshotImage, 'hash' | 'mediaType'>) =>
  `${publicUrl}${paths.image({ file: `${image.hash}.${EXTENSIONS[image.mediaType] ?? 'png'}` })}`;
