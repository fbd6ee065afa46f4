import { isNode, type WordContent, type WordNode } from './xml.ts';

/** A formula on one line, as one types it: what stands above and below a line is divided. */
export const formulaText = (one: WordContent): string => {
  if (!isNode(one)) return '';
  if (one.name === 'm:t' || one.name === 'w:t') return one.children.filter((text) => !isNode(text)).join('');
  const [first = '', second = ''] = parts(one);
  if (one.name === 'm:f') return `${first}/${second}`;
  if (one.name === 'm:sSup') return `${first}^${second}`;
  if (one.name === 'm:sSub') return `${first}_${second}`;
  return one.children.map(formulaText).join('');
};

const parts = ({ children }: WordNode) =>
  children.filter((one) => isNode(one) && /^m:(num|den|e|sup|sub)$/.test(one.name)).map(formulaText);
