export { nearestLanguage } from '../../templates/direction.ts';
export { compileForApproval, knownMail } from './approved-mail.ts';
export { articleMail, makeArticleShell } from './article-mail.ts';
export { type Preflight, preflight } from './check/check-edition.ts';
export type { Finding } from './check/finding.ts';
export { type FoundLink, hostOf, type LinkPlace, linksOf } from './check/found-links.ts';
export { keepPreflight, keptPreflight } from './check/kept.ts';
export { findingsOf, type Judgement, type LinkFinding } from './check/link-finding.ts';
export { selectRetiredDomains } from './check/retired.store.ts';
export type { RetiredDomain } from './check/retired-links.ts';
export { compileEdition } from './compile.ts';
export {
  articleItem,
  editionItem,
  type Feed,
  type FeedFormat,
  type FeedItem,
  type FeedOptions,
  feedFormats,
  feedStylesheet,
  type Outline,
  opml,
  renderFeed,
  type SitemapEntry,
  sitemap,
} from './feeds/index.ts';
export { otherLanguages, snapshotIn } from './in-language.ts';
export { type Fragment, type FragmentSource, type Joined, joinedText } from './joined.ts';
export type { CompiledEdition, MailVariant } from './mail.ts';
export { type RenderedNotice, renderNotice } from './notices/render.ts';
export type { NoticeOptions } from './notices/setting.ts';
export type { RenderOptions } from './options.ts';
export { renderEdition, renderSnapshot } from './render-edition.ts';
export { qrCode, signUpAddress, signUpForm } from './sign-up-elsewhere.ts';
export { fillSlots } from './slots.ts';
export { HTML_LIMIT, spliceMail } from './splice.ts';
export { loadRendering } from './store.ts';
export { loadTheme } from './theme-file.ts';
export { compareWords } from './web/changes.ts';
export {
  articlePage,
  type ChangedPart,
  type Correction,
  changedParts,
  type EditionSheets,
  editionPage,
  editionSheets,
  editionsPage,
  feedView,
  frontPage,
  type ListedEdition,
  type PrintedText,
  plainText,
  type ReadingArticle,
  type ReadingEdition,
  sectionPage,
} from './web/index.ts';
