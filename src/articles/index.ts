export { acceptArticle } from './accept.ts';
export { askForChanges } from './ask-for-changes.ts';
export { bringInArticle } from './bring-in.ts';
export { countArticlesBySection } from './by-section.store.ts';
export { collectArticles, publishEditionArticles, releaseArticles } from './collect.ts';
export type { ArticleContent } from './content.ts';
export { declineArticle } from './decline.ts';
export { feedReader, type ReaderLimits } from './feed/reader.ts';
export type { FetchedFeed, FetchFeed, KnownVersion } from './feed.ts';
export { countFeedItems, selectWaitingItems as waitingItems, type WaitingItem } from './feed-items.store.ts';
export { hasDueFeeds } from './feeds.store.ts';
export { addFeed, listFeeds, type PartnerFeed, removeFeed, requireFeed } from './feeds.ts';
export {
  articleRules,
  badCharacter,
  emailRule,
  languageRule,
  line,
  missing,
  optionalField,
} from './field-rules.ts';
export {
  type AlikeArticle,
  type ArticleQuery,
  alikeArticles,
  type FoundArticle,
  type FoundArticles,
  findArticles,
} from './find.ts';
export { type FolderChanges, reconcileFolder } from './folder.ts';
export { forgetStories, forgetUnclaimedStories } from './forget.ts';
export { holdArticle } from './hold.ts';
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
  contentNow,
  editionArticles,
  type ImageFacts,
  imageFacts,
  type ListedArticle,
  listArticles,
  showArticle,
} from './list.ts';
export { type BodyRemark, readBody } from './markdown/index.ts';
export { moveToEdition } from './move.ts';
export { type ArticleNote, addNote, listNotes } from './notes.ts';
export { articlesInOrder, storeOrder } from './order.ts';
export { readPasted } from './pasted.ts';
export { type PolledFeed, pollDueFeeds, pollFeeds } from './poll-feeds.ts';
export { openProposal, type Proposal, waitingProposals } from './proposals.store.ts';
export { judgeProposal, proposeChange } from './propose.ts';
export { submitAgain } from './submit-again.ts';
export {
  previewContent,
  readTyped,
  typedFrom,
  typedOf,
} from './typed.ts';
export { movedPictures, pictureFields, type TypedPicture, typedPictures } from './typed-pictures.ts';
export { type ArticleVersion, type ListedVersion, listVersions, loadVersion } from './versions.ts';
export { articlesToJudge } from './waiting.store.ts';
export { withdrawArticle } from './withdraw.ts';
export { takeWordFile, type WordAnswer, type WordStory } from './word/index.ts';
export {
  dropWorkingCopy,
  keepWorkingCopy,
  openWorkingCopy,
  otherWriters,
  type WorkingCopy,
} from './working-copy.ts';
export { createArticle, restoreVersion, saveArticle, submitArticle, type Written } from './write.ts';
