export {
  changeSectionFields,
  describeSection,
  makeSection,
  orderSection,
  type SectionFields,
  type SectionStep,
} from './amend.ts';
export {
  changeSection,
  previewSectionChange,
  type SectionChange,
  type SectionDeps,
  type SectionEffect,
} from './change.ts';
export { moveLateChoices } from './late.ts';
export { LONGEST_DESCRIPTION, readColour, readLanguage } from './named.ts';
export type { ReaderCounts, SectionNews, SectionReaders } from './readers.ts';
export {
  listSections,
  openSectionBook,
  registerSections,
  registerSlugs,
  requireSection,
} from './register.ts';
export { heirOf, requireOpenSection, type Section, type SectionBook, sectionBook } from './section.ts';
