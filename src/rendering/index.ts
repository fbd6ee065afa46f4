export * from './addresses.ts';
export { compileEdition } from './compile.ts';
export type * from './mail.ts';
export { articleHtml, feedHtml } from './markdown/print.ts';
export type * from './options.ts';
export { fillSlots } from './slots.ts';
export { HTML_LIMIT, spliceMail } from './splice.ts';
export { loadRendering, storeRendering } from './store.ts';
export { articleText } from './text/markdown.ts';
