import { parseEmailAddress, type SectionSlug, sectionSlug } from '../../src/core/index.ts';
import type { EditionMail } from '../../src/delivery/index.ts';

export const SLUGS = ['one', 'two', 'three', 'four', 'five', 'six'].map(sectionSlug);
const HTML_BYTES = 70_000;

const words =
  'Neighbours met the council about the café’s late licence and agreed on lights, doors and a telephone list. ';

/** About 70 KB of HTML whichever sections are in it, so that every way of sending carries the same load. */
function html(slugs: readonly SectionSlug[]): string {
  const head = `<!doctype html><html lang="en"><body><h1>${slugs.join(', ')}</h1>`;
  const rows = Math.ceil((HTML_BYTES - head.length) / (words.length + 55));
  const body = `<p style="margin:0 0 16px;color:#0b0c0c">${words}</p>`.repeat(rows);
  return `${head}${body}<a href="slotu">Leave</a> <a href="slotp">Choose</a></body></html>`;
}

const address = parseEmailAddress('bulletin@example.org');

export const benchMail: EditionMail = {
  slugs: SLUGS,
  head: {
    from: { name: 'The publisher', address },
    replyTo: address,
    list: { id: 'bench.example.org', description: 'Bench' },
    kind: 'bulk',
    date: new Date(0),
  },
  variant: (slugs) => ({
    subject: 'Bench',
    html: html(slugs),
    text: `${words.repeat(20)}\nslotu\nslotp\n`,
    slots: { unsubscribe: 'slotu', preferences: 'slotp' },
    sections: [...slugs],
  }),
};

/** The 60 sets that the readers of the bench chose. */
export const VARIANTS = Array.from({ length: 60 }, (_, n) =>
  SLUGS.filter((_slug, at) => (1 + n) & (1 << at)),
);
