export { type Archive, openArchive, readDraft } from './archive.ts';
export {
  articlesIn,
  type Catalogue,
  type CatalogueSection,
  chooseSections,
  currentSection,
  neighbours,
  requireCatalogueSection,
  sitemapEntries,
} from './catalogue.ts';
export { type CodingChooser, codingChooser, entityTag, isUnchanged } from './conditional.ts';
export { type CorrectionRequest, correctArticle, previewCorrection } from './correct.ts';
export {
  type DocumentCache,
  documentCache,
  type Encoded,
  type PublicDocument,
  publicDocument,
} from './documents.ts';
export type { ExcerptPiece } from './excerpt.ts';
export {
  type FeedSubject,
  feedDocument,
  feedKey,
  feedOutlines,
  feedPath,
  feedSubjects,
  feedTitle,
} from './feeds.ts';
export { type FragmentCache, fragmentCache } from './fragments.ts';
export { joinedDocument, keptDocument } from './joined-document.ts';
export { type LastChange, lastChange } from './last-change.ts';
export { titleIn } from './names.ts';
export { articlesOf } from './overlay.ts';
export { publishEdition } from './publish.ts';
export type { SearchWithin } from './search.store.ts';
export { type SearchHit, type SearchResult, search } from './search.ts';
export {
  type Moved,
  putBackArticle,
  type TakeDownDeps,
  type TakeDownRequest,
  takeDownArticle,
} from './take-down.ts';
export { type SectionPath, UnknownSection } from './unknown-section.ts';
export { pingHub, type WebSubHub } from './websub.ts';
