export type { MessageKey, PlainKey, PlainParams } from './languages/catalogue.ts';
export { type Locale, localeFor, sentenceIn } from './locale.ts';
