const names = (list: string) => new Set(list.split(' '));

/** Marks of words: they end where their paragraph ends. */
export const INLINE = names('a b strong i em s strike del ins code tt kbd samp sup sub mark q abbr');
/** Elements that hold blocks and must be closed. */
export const BLOCKS = names('blockquote ul ol dl table details summary pre h1 h2 h3 h4 h5 h6');
/** Elements that HTML closes by itself (HTML §13.1.2.4). */
export const LOOSE = names('p li dt dd tr td th thead tbody tfoot caption');
export const VOID = names('br hr img wbr');
/** Boxes of a page: what is in them stays, on lines of its own. */
export const BOXES = names(
  'div section article aside header footer main nav figure figcaption center address fieldset legend form hgroup search',
);
/** Tags that say nothing to a reader: they go, what is between them stays. */
export const SILENT = names(
  'span font u small big cite dfn var time data bdi bdo ruby rp rb label acronym nobr html head body title xml colgroup col basefont meta link base',
);
/** How a character is read stands beside it: they go, what is between them stays apart. */
export const APART = names('rt rtc');
/** They go with all that is in them. */
export const DROPPED = names('script style');
/** Tags of HTML that no mail can keep; what is between them stays. */
export const LOST = names(
  'iframe video audio source track embed object param svg math canvas map area picture input button select option optgroup textarea template noscript frame frameset noframes noembed applet dialog slot portal marquee blink output meter progress menu dir xmp listing plaintext',
);
/** Parts of tables, between whose tags HTML moves words to before the table (HTML §13.2.6.4.9). */
export const TABLE_PARTS = names('table thead tbody tfoot tr td th caption');

/** `<o:p>`, `<w:sdt>`, `<st1:place>`: what Word leaves in HTML. */
export const OFFICE = /^(?:o|w|v|m|x|st1):/;
/** Word's tags and conditions where Markdown takes them for words. */
export const OFFICE_IN_TEXT = /<!\[(?:if [^\]<>]{0,80}|endif)\]>|<\/?(?:o|w|v|m|x|st1):\w[^<>]{0,200}>/gi;
