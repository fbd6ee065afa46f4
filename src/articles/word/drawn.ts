import { listLeftOut, type Reading } from './reading.ts';
import { isNode, outermost, type WordNode } from './xml.ts';

/** Where words of a drawing stand that are no paragraphs of Word's. */
const LETTERS = ['a:t', 'c:v'];
const SUBSTANCE = [
  'w:t',
  'w:txbxContent',
  'pic:pic',
  'v:imagedata',
  'v:textpath',
  'c:chart',
  'dgm:relIds',
  'm:t',
  'a:t',
];

/** What Word shows of several forms of the same thing (ECMA-376 part 3, 7.3): the first that holds something. */
export function chosen({ children }: WordNode): WordNode | undefined {
  const forms = children.filter(isNode);
  const choices = forms.filter(({ name }) => name === 'mc:Choice');
  const fallback = forms.find(({ name }) => name === 'mc:Fallback');
  return [...choices, ...(fallback ? [fallback] : [])].find((form) => outermost(form, SUBSTANCE).length > 0);
}

const lettersIn = (of: WordNode | undefined) =>
  of
    ? outermost(of, LETTERS)
        .flatMap(({ children }) => children.filter((one) => !isNode(one)))
        .join(' ')
    : '';

type ShownText = (of: WordNode, reading: Reading) => string;

/**
 * Lists what a drawing holds: text boxes with their words, pictures, charts, embedded objects. None of it stands in the story.
 * `shownText` reads paragraphs, as of the story.
 */
export function leaveDrawing(drawing: WordNode, reading: Reading, shownText: ShownText): void {
  const [object] = outermost(drawing, ['o:OLEObject', 'w:control', 'w:objectEmbed']);
  if (object) listLeftOut(reading, 'object', object.attributes.ProgID ?? object.attributes['w:name'] ?? '');
  const names = outermost(drawing, ['wp:docPr', 'v:shape']).map(
    ({ attributes }) => attributes.descr ?? attributes.title ?? attributes.alt ?? '',
  );
  const alt = names.find((name) => name.trim() !== '') ?? '';
  const look = (one: WordNode): void => {
    if (one.name === 'mc:AlternateContent') {
      const form = chosen(one);
      if (form) look(form);
    } else if (one.name === 'w:txbxContent') listLeftOut(reading, 'textBox', shownText(one, reading));
    else if (one.name === 'v:textpath') listLeftOut(reading, 'textBox', one.attributes.string ?? '');
    else if (one.name === 'pic:pic') listLeftOut(reading, 'picture', alt);
    else if (one.name === 'v:imagedata') {
      if (!object) listLeftOut(reading, 'picture', one.attributes['o:title'] || alt);
    } else if (one.name === 'c:chart' || one.name === 'dgm:relIds') {
      const { attributes } = one;
      listLeftOut(reading, 'chart', lettersIn(reading.parts.root(attributes['r:id'] ?? attributes['r:dm'])));
    } else if (LETTERS.includes(one.name))
      listLeftOut(reading, 'chart', lettersIn({ ...one, children: [one] }));
    else one.children.filter(isNode).forEach(look);
  };
  look(drawing);
}
