/** Branded ids: an edition's number can never be passed where a subscriber's id is wanted. */
type Brand<T, Name extends string> = T & { readonly __brand: Name };

export type ArticleId = Brand<number, 'ArticleId'>;
export type SectionId = Brand<number, 'SectionId'>;
export type EditionNumber = Brand<number, 'EditionNumber'>;
export type SubscriberId = Brand<number, 'SubscriberId'>;
export type DeliveryId = Brand<number, 'DeliveryId'>;
export type RunId = Brand<number, 'RunId'>;
export type PersonId = Brand<number, 'PersonId'>;
export type FeedId = Brand<number, 'FeedId'>;
/** Lower-case hexadecimal SHA-256 of a file's or document's bytes. */
export type ContentHash = Brand<string, 'ContentHash'>;
/** Stable for ever; see `slug.ts`. */
export type SectionSlug = Brand<string, 'SectionSlug'>;

export const articleId = (value: number) => value as ArticleId;
export const deliveryId = (value: number) => value as DeliveryId;
export const editionNumber = (value: number) => value as EditionNumber;
export const subscriberId = (value: number) => value as SubscriberId;
export const runId = (value: number) => value as RunId;
export const personId = (value: number) => value as PersonId;
export const sectionId = (value: number) => value as SectionId;
export const feedId = (value: number) => value as FeedId;
export const contentHash = (value: string) => value as ContentHash;
export const sectionSlug = (value: string) => value as SectionSlug;
