/** mjml 5 ships no types; this is the part that `mjml.ts` uses. */
declare module 'mjml' {
  type Compiled = { html: string; errors: unknown[] };
  function mjml2html(document: object, options: Record<string, unknown>): Promise<Compiled>;
  export = mjml2html;
}
