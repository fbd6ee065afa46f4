import { editionNumber, GRAMMAR, sectionSlug } from '../../../src/core/index.ts';
import { freeze } from '../../../src/editions/draft.ts';
import type { FrozenSnapshot } from '../../../src/editions/index.ts';

const BODY = `Plain words, **strong words**, *words that lean*, \`code in a line\`, and [a link that says where it
goes](https://example.org/guide).

## A heading

- A point
- A second point, which is long enough that it takes more than one line on a telephone
  - A point below it
  - And another

1. The first step
2. The second step

### A smaller heading

> Most scams depend on hurry, and a desk is a slow thing.
>
> — Dana Example, who keeps the desk

**£2.4 million** goes to forty projects.

| Town | Desks | Since |
|---|---|---|
| Marlhaven | 12 | March |
| Oxcombe on the Water | 3 | June |

\`\`\`
A line that is kept as it was typed
    and one below it
\`\`\`

---

Pneumonoultramicroscopicsilicovolcanoconiosis-and-an-address-https://example.org/as/long/as/nobody/would/ever/type/it
`;

/** Everything that an article may hold, once. */
export const everyMark = (): FrozenSnapshot =>
  freeze({
    number: editionNumber(8),
    cover: 'February 2027',
    title: 'Common Ground',
    strapline: 'What local partners are learning about stopping organised crime',
    publisher: 'National Centre for Local Partnerships',
    mailbox: 'common-ground@example.org',
    welcome: 'A welcome of **one** sentence.',
    grammar: GRAMMAR,
    approvedAt: '2027-02-24T09:00:00.000Z',
    sections: [
      {
        slug: sectionSlug('notices'),
        label: 'Notices',
        description: 'What must be said',
        articles: [
          {
            slug: 'every-mark',
            headline: 'An article with everything that an article may hold',
            summary: 'Lists, a quotation, a figure, a table, and a word too long for a telephone.',
            body: BODY,
            organisation: 'Example Centre',
            publishedOn: '2027-02-01',
            contact: {
              name: 'Example team',
              role: 'Example Centre',
              email: 'team@example.org',
              phone: '020 7946 0101',
              url: 'https://www.example.org/team',
            },
            links: [
              { text: 'The guide in full', url: 'https://example.org/guide' },
              { text: 'Last year’s figures', url: 'https://example.org/figures' },
            ],
          },
        ],
      },
    ],
  });
