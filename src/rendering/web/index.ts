export { type ChangedPart, changedParts } from './changes.ts';
export { editionPage } from './edition-page.tsx';
export {
  articlePage,
  editionsPage,
  feedView,
  frontPage,
  type SectionPageContent,
  sectionPage,
} from './pages.tsx';
export { plainText } from './plain.ts';
export type { Correction, ListedEdition, PrintedText, ReadingArticle, ReadingEdition } from './reading.ts';
export { type EditionSheets, editionSheets } from './sheets.ts';
