const words = (text: string) => new Set(text.trim().split(/\s+/));

/** Elements of HTML, past and present, and the outermost of SVG and MathML: whatever else stands in angle brackets may be words. */
const KNOWN = words(`
  a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body br
  button canvas caption center cite code col colgroup content data datalist dd del details dfn dialog dir div dl dt em
  embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe
  img input ins isindex kbd label legend li link listing main map mark marquee math menu menuitem meta meter multicol nav
  nobr noembed noframes noscript object ol optgroup option output p param picture plaintext pre progress q rb rp rt rtc
  ruby s samp script search section select slot small source spacer span strike strong style sub summary sup svg table
  tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr xmp`);

/** A tag that browsers know, or one of a program's own making (`o:p`, `g-emoji`): never words that somebody typed. */
export const isKnownTag = (name: string): boolean => KNOWN.has(name) || /[a-z][:-]/.test(name);

/** What an element holds that is not for readers. */
export const UNREAD = words(
  'script style template svg canvas head applet bgsound datalist map noembed noframes',
);

/** Elements whose content HTML takes as bare text up to their own end tag. */
export const BARE_TEXT = [
  'script',
  'style',
  'textarea',
  'title',
  'xmp',
  'iframe',
  'noembed',
  'noframes',
  'plaintext',
];

/** Elements that begin and end a line or a paragraph. */
export const BREAKING = words(`
  address article aside body button caption center dd details dialog dir div dl dt fieldset figcaption figure footer form
  frameset header hgroup html legend main menu nav option p search section summary textarea xmp listing`);

const KNOWN_TAG = /<\/?([a-z][a-z0-9]*)(?:\s+[^\s<>"'=/]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+))*\s*\/?>/gi;

/** Each known tag of a line of text by `replace(name)`; what only looks like one (`a <b and c> d`) stays. */
export const replaceTags = (text: string, replace: (name: string) => string): string =>
  text.replace(KNOWN_TAG, (whole, name: string) =>
    KNOWN.has(name.toLowerCase()) ? replace(name.toLowerCase()) : whole,
  );

export function hasKnownTag(text: string): boolean {
  for (const [, name = ''] of text.matchAll(KNOWN_TAG)) if (KNOWN.has(name.toLowerCase())) return true;
  return false;
}
