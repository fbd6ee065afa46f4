export {
  articlePage,
  editionPage,
  editionsPage,
  frontPage,
  type SectionPageContent,
  sectionPage,
} from './pages.tsx';
export { plainText } from './plain.ts';
export type * from './reading.ts';
