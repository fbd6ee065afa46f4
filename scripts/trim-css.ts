import postcss, { type AtRule, type Container, type Rule } from 'postcss';

/** What GOV.UK's components can do and no page of ours asks for. */
const UNASKED =
  /\[disabled\]|:disabled|\[type="?number"?\]|__(?:conditional|wrapper|start-icon)|--start\b|-moz-focus-inner|-moz-any-link/;

/** The body's typeface is inherited, links are those of the page, and no script or rule of ours reads the rest. */
const UNNEEDED =
  /^font-family$|font-smoothing$|text-decoration-skip|^--govuk-(?:breakpoint|frontend-version|print)/;

/** For browsers that cannot run the rest of the page, and for paper: nobody prints a form. */
const isOutdated = ({ name, params }: AtRule) =>
  (name === 'media' && /^print$|-ms-high-contrast: none/.test(params)) ||
  (name === 'supports' && /^not \((?:text-wrap|caret-color)/.test(params));

/**
 * A stylesheet of GOV.UK Frontend without what no page of ours uses: classes that no template names or asks for, what
 * its pages inherit, and fallbacks of custom properties that are always set. A third is left.
 * @param beside the stylesheet that pages load too, so that its rules need not be repeated
 * @param words every word of the templates; a class may be put together there from its block and its element, or end in a number.
 */
export function trimCss(
  css: string,
  { words, beside = '' }: { words: ReadonlySet<string>; beside?: string },
): string {
  const root = postcss.parse(css);
  const there = new Set<string>();
  postcss.parse(beside).walkRules((rule) => void there.add(inContext(rule)));
  root.walkAtRules((rule) => {
    if (isOutdated(rule)) rule.remove();
    else if (rule.params.includes('-ms-ime-align')) rule.replaceWith(rule.nodes ?? []);
  });
  root.walkDecls((declaration) => {
    if (UNNEEDED.test(declaration.prop) && declaration.value !== 'inherit') declaration.remove();
    else declaration.value = declaration.value.replace(/var\((--[\w-]+),[^()]*\)/g, 'var($1)');
  });
  root.walkRules((rule) => {
    keepUsed(rule, words);
    if (there.has(inContext(rule))) rule.remove();
  });
  removeEmpty(root);
  return root.toString();
}

const inContext = (rule: Rule): string =>
  `${rule.parent?.type === 'atrule' ? (rule.parent as AtRule).params : ''} ${rule.toString()}`;

function keepUsed(rule: Rule, words: ReadonlySet<string>): void {
  const used = rule.selectors.filter((selector) => isUsedSelector(selector, words));
  if (used.length === 0) rule.remove();
  else if (used.length < rule.selectors.length) rule.selectors = used;
}

function isUsedSelector(selector: string, words: ReadonlySet<string>): boolean {
  const wanted = selector.replace(/:not\([^()]*\)/g, '');
  return (
    !UNASKED.test(wanted) &&
    [...wanted.matchAll(/\.([a-z][\w-]*)/g)].every(([, name = '']) => isUsed(name, words))
  );
}

function isUsed(name: string, words: ReadonlySet<string>): boolean {
  const [, block = '', element = ''] = /^(.+?)(__.+)$/.exec(name) ?? [];
  const numbered = name.replace(/\d+$/, '');
  return words.has(name) || words.has(numbered) || (words.has(block) && words.has(element));
}

function removeEmpty(container: Container): void {
  container.each((node) => {
    if (node.type !== 'rule' && node.type !== 'atrule') return;
    removeEmpty(node);
    if (node.nodes?.length === 0) node.remove();
  });
}
