import { type BodyPlaces, type BodyRemark, readBody } from '../../editions/index.ts';
import { markdownTree, type TreeReading } from '../markdown/tree.ts';
import { elements, hasClass, textOf } from '../markdown/walk.ts';
import { advice, error, type Finding, warning } from './finding.ts';

/** What of a body cannot be printed as it was typed, by line, and what will stand large. */
export function checkBody(
  markdown: string,
  where: string,
  { places, ...reading }: TreeReading & { places: BodyPlaces },
): Finding[] {
  const place = places.get(where);
  const said = ({ line, sentence }: BodyRemark) =>
    place ? `${place.file}:${place.line + line - 1}: ${sentence}` : `Line ${line} of the text: ${sentence}`;
  const { losses, faults, advice: hints } = reading.grammar === 2 ? readBody(markdown) : NOTHING;
  return [
    ...faults.map((fault) => error(where, said(fault))),
    // The check of links names pictures by their words.
    ...losses
      .filter(({ sentence }) => !sentence.startsWith('The picture'))
      .map((loss) => warning(where, said(loss))),
    ...hints.map((hint) => advice(where, said(hint))),
    ...statistics(markdown, reading).map((figure) =>
      advice(
        where,
        `“${figure}” stands large, as a statistic: where it is none, do not begin the paragraph with it in bold.`,
      ),
    ),
  ];
}

const NOTHING = { losses: [], faults: [], advice: [] };

const statistics = (markdown: string, reading: TreeReading): string[] =>
  [...elements(markdownTree(markdown, { ...reading, topHeading: 3 }))]
    .filter((element) => hasClass(element, 'statistic'))
    .map(({ children }) => textOf(children.slice(0, 1)));
