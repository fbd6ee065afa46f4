import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { packageFolder } from '../../src/core/index.ts';

/** Every stylesheet of pages, of which a page loads some. */
const whole = ['site', 'reading', 'work']
  .map((name) => readFileSync(join(packageFolder, 'dist/assets', `${name}.css`), 'utf8'))
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

/** What stands in a stylesheet that this page needs and does not load. */
export const missingStyles = (page: Page): Promise<string[]> =>
  page.evaluate(`(${FIND})(${JSON.stringify(whole)})`);
