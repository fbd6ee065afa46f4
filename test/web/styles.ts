import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { compile, Logger } from 'sass';

const file = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** The stylesheets of forms before anything is trimmed from them. */
const whole = ['forms', 'answers']
  .map(
    (name) =>
      compile(file(`templates/web/styles/${name}.scss`), {
        loadPaths: [file('node_modules')],
        quietDeps: true,
        logger: Logger.silent,
      }).css,
  )
  .join('\n');

/** Runs in the page: selectors of the whole sheets that match something here and were not loaded. */
const FIND = `(whole) => {
  const selectors = (rules) => [...rules].flatMap((rule) => {
    if (rule instanceof CSSSupportsRule && !CSS.supports(rule.conditionText)) return [];
    if (rule instanceof CSSMediaRule && rule.conditionText === 'print') return [];
    const own = rule.selectorText ? rule.selectorText.split(/,(?![^(]*\\))/).map((one) => one.trim()) : [];
    return rule instanceof CSSKeyframesRule ? [] : [...own, ...selectors(rule.cssRules ?? [])];
  });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(whole);
  const loaded = new Set([...document.styleSheets].flatMap(({ cssRules }) => selectors(cssRules)));
  const still = (one) => one.replace(/::[a-z-]+|:(?:hover|focus|active|visited|link|checked)(?![a-z-])/g, '');
  return [...new Set(selectors(sheet.cssRules))].filter((one) => {
    const at = still(one).replace(/:not\\(\\)/g, '') || '*';
    return !loaded.has(one) && document.querySelector(at);
  });
}`;

/** What scripts/trim-css.ts took away although this page needs it. */
export const missingStyles = (page: Page): Promise<string[]> =>
  page.evaluate(`(${FIND})(${JSON.stringify(whole)})`);
