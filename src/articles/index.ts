export { acceptArticle } from './accept.ts';

export { collectArticles, publishEditionArticles, releaseArticles } from './collect.ts';
export type { ArticleContent } from './content.ts';
export { declineArticle } from './decline.ts';
export { feedReader, type ReaderLimits } from './feed/reader.ts';
export type { FetchedFeed, FetchFeed, KnownVersion } from './feed.ts';
export { hasDueFeeds } from './feeds.store.ts';
export { addFeed, listFeeds, removeFeed } from './feeds.ts';
export { type FolderChanges, reconcileFolder } from './folder.ts';
export {
  type AdmittedImage,
  CLEANING,
  cleanStored,
  IMAGE_MAX_OCTETS,
  type ImageDoor,
  openImageDoor,
  type ServedImage,
  servedImages,
  storeImage,
} from './images/index.ts';
export {
  editionArticles,
  type ImageFacts,
  imageFacts,
  type ListedArticle,
  listArticles,
  showArticle,
} from './list.ts';
export { type BodyRemark, readBody } from './markdown/index.ts';
export { type PolledFeed, pollDueFeeds, pollFeeds } from './poll-feeds.ts';
export { withdrawArticle } from './withdraw.ts';
