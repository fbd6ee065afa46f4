import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openImageDoor } from '../../src/articles/index.ts';
import { readEditionFolder as readThrough } from '../../src/editions/folder/read.ts';
import { article, EDITION, type Files, folder, PNG, refusal } from './folders.ts';

const door = openImageDoor();
afterAll(door.close);
const readEditionFolder = (dir: string, languages: string[] = []) =>
  readThrough(dir, { images: door, languages });

const image = (file: string) => ({ image: `\n  file: ${file}\n  alt: A shed` });
const faults = async (files: Files) => (await refusal(readEditionFolder(folder(files)))).details;

describe('an edition folder that is well', () => {
  it('is read whole, whatever the line ends, byte order mark and case of the names', async () => {
    const dir = folder({
      '02-hinges.MD': `\uFEFF${article({ headline: '2017', section: 'sheds', contact: '\n  phone: 01632 960001' }, 'Oil\nthem.').replaceAll('\n', '\r\n')}`,
      'README.md': 'How we work',
      '.hidden.md': 'nothing',
      'notes.txt': 'nothing',
      'drafts/x.md': 'nothing',
    });
    const read = await readEditionFolder(dir);
    expect(read.articles.map(({ file, fields, body }) => [file, fields.headline, body])).toEqual([
      ['01-beans.md', 'Beans', 'Sow **early**.'],
      ['02-hinges.MD', '2017', 'Oil\nthem.'],
    ]);
    expect(read.articles[1]?.fields.contact?.phone).toBe('01632 960001');
    expect(read.ignored).toEqual(['README.md', 'drafts/', 'notes.txt']);
  });

  it('takes an image by its bytes, also from a folder below and under a decomposed name', async () => {
    const dir = folder({
      '01-beans.md': article(image('pictures/caf\u00e9.jpg')),
      'pictures/cafe\u0301.jpg': PNG,
    });
    const [read] = (await readEditionFolder(dir)).articles;
    expect(read?.images[0]).toMatchObject({ media_type: 'image/png', width: 1, height: 1 });
  });

  it('keeps every text as it was typed', async () => {
    const headline = '"e\u0301 🌱 \u202eעברית\u202c co\u00adop \\U0001F469\u200d🌾"';
    const read = await readEditionFolder(folder({ '01-beans.md': article({ headline }) }));
    expect(read.articles[0]?.fields.headline).toBe('e\u0301 🌱 \u202eעברית\u202c co\u00adop 👩\u200d🌾');
  });
});

describe('an edition folder in two languages', () => {
  const files = {
    'edition.cy.yaml': 'title: Nodiadau’r Maes\nsections:\n  - slug: seeds\n    label: Hadau\n',
    'welcome.cy.md': 'Helô.\n',
    '01-beans.md': article({ ...image('shed.png'), position: '3' }),
    '01-beans.cy.md':
      '---\nheadline: Ffa\nsection: seeds\nposition: 3\nimage:\n  alt: Sied\nlinks:\n  - text: Hadau\n    url: https://example.org/hadau\n---\nHauwch yn **gynnar**.\n',
    'shed.png': PNG,
    '02.old.md': article({ headline: 'Leeks' }),
  };

  it('is read with its translations, which take their place from their originals', async () => {
    const read = await readEditionFolder(folder(files), ['en', 'cy']);
    expect(read.translations).toEqual({
      cy: { title: 'Nodiadau’r Maes', sections: { seeds: { label: 'Hadau' } }, welcome: 'Helô.' },
    });
    expect(read.articles.map(({ file }) => file)).toEqual(['01-beans.md', '02.old.md']);
    expect(read.articles[0]?.translations).toEqual({
      cy: {
        headline: 'Ffa',
        summary: '',
        body: 'Hauwch yn **gynnar**.',
        pictures: [{ alt: 'Sied' }],
        links: [{ text: 'Hadau', url: 'https://example.org/hadau' }],
      },
    });
    expect(read.ignored).toEqual([]);
  });

  it('says what is wrong with a translation, by file and line', async () => {
    const wrong = folder({
      ...files,
      'edition.cy.yaml': 'number: 3\nsections:\n  - slug: seed\n',
      '01-beans.cy.md': '---\nsection: sheds\nposition: 4\nlanguage: ga\nimage:\n  file: other.png\n---\n',
      '01-beans.en-GB.md': article(),
      '01-beans.fr.md': article(),
      '01-beans.xq.md': article(),
      '03-leeks.cy.md': article(),
    });
    expect((await refusal(readEditionFolder(wrong, ['en', 'cy', 'en-GB']))).details).toEqual([
      '01-beans.cy.md:2 headline: is missing.',
      '01-beans.cy.md:8 body: is empty: write the translation.',
      '01-beans.en-GB.md: is in the edition’s own language, en: write it in 01-beans.md.',
      '01-beans.fr.md: is in "fr", which LANGUAGES does not have: editions can be translated into cy.',
      '01-beans.xq.md: names no language that is known: "xq".',
      '03-leeks.cy.md: is a translation of 03-leeks.md, which is not in the folder.',
      'edition.cy.yaml:1 number: is not a key that is known here.',
    ]);
    const moved = {
      ...files,
      '01-beans.cy.md':
        '---\nheadline: Ffa\nsection: sheds\nposition: 4\nlanguage: ga\nimage:\n  file: other.png\n---\nFfa.\n',
      '02.cy.md': '---\nheadline: Cennin\nimage:\n  alt: Cennin\n---\nCennin.\n',
      '02.md': article({ headline: 'Leeks' }),
      'edition.cy.yaml': 'sections:\n  - slug: seed\n',
    };
    expect((await refusal(readEditionFolder(folder(moved), ['en', 'cy']))).details).toEqual([
      '01-beans.cy.md:3 section: is "sheds", and 01-beans.md says "seeds": a translation stands where its original does. Leave it out.',
      '01-beans.cy.md:4 position: is "4", and 01-beans.md says "3": a translation stands where its original does. Leave it out.',
      '01-beans.cy.md:5 language: is "ga", and the file’s name says cy: leave it out.',
      '01-beans.cy.md:7 image.file: is "other.png", and 01-beans.md says "shed.png": a translation stands where its original does. Leave it out.',
      '02.cy.md:3 image: speaks of a picture, and 02.md has none.',
      'edition.cy.yaml:2 sections.0.slug: "seed" is no section of edition.yaml (seeds, sheds). Did you mean "seeds"?',
    ]);
  });

  it('holds no translation where the installation has one language: each file is an article, as before', async () => {
    const both = { '01-beans.cy.md': article({ headline: 'Ffa', language: 'cy' }) };
    const read = await readEditionFolder(folder(both), ['en']);
    expect(read.articles.map(({ file }) => file)).toEqual(['01-beans.cy.md', '01-beans.md']);
  });
});

describe('an edition folder with faults', () => {
  it('says all of them at once, by file, line and field', async () => {
    const found = await faults({
      'edition.yaml': EDITION.replace('number: 31', 'number: soon').replace('strapline', 'straplin'),
      'welcome.md': undefined,
      '01-beans.md': article({ headline: '""', sumary: 'x', published: '2031-02-30' }),
      '02-empty.md': '---\nheadline: Leeks\nsection: seeds\n---\n',
      '03-plain.md': 'No front matter',
    });
    expect(found).toEqual([
      '01-beans.md:2 headline: is empty.',
      '01-beans.md:4 sumary: is not a key that is known here. Did you mean "summary"?',
      '01-beans.md:5 published: must be a date such as 2017-03-16.',
      '02-empty.md:5 body: is empty: write the article.',
      expect.stringMatching(/^03-plain.md:1: has no front matter/),
      'edition.yaml:1 number: must be a whole number from 1 to 999999999, such as 7.',
      'edition.yaml:4 straplin: is not a key that is known here. Did you mean "strapline"?',
      expect.stringMatching(/^welcome.md: is missing/),
    ]);
  });

  const edition: [string, string, string][] = [
    [
      'a slug twice',
      EDITION.replace('sheds', 'seeds'),
      'edition.yaml:11 sections.1.slug: "seeds" stands twice',
    ],
    ['no cover', EDITION.replace('cover: May 2031\n', ''), 'edition.yaml:1 cover: is missing.'],
    [
      'no sections',
      EDITION.replace(/sections:[\s\S]*/, 'sections: []\n'),
      'edition.yaml:7 sections: is empty',
    ],
    ['a bad mailbox', EDITION.replace('notes@', 'notes@@'), 'edition.yaml:6 mailbox: is no e-mail address.'],
    [
      'a colon in a value',
      EDITION.replace('Field Notes', 'Field: Notes'),
      'edition.yaml:3: This is not valid YAML',
    ],
    ['a key twice', `${EDITION}title: Again\n`, 'edition.yaml:14: This key stands twice'],
    ['a list for a word', EDITION.replace('May 2031', '[May]'), 'edition.yaml:2 cover: must be text.'],
    ['no mapping', 'words', 'edition.yaml:1: must be keys with values'],
    ['nothing in it', '', 'edition.yaml:1: is empty.'],
    ['an alias bomb', `${EDITION}a: &a [x]\nb: *a\n`, 'edition.yaml:15 b: is an alias'],
    ['number 0', EDITION.replace('31', '0'), 'edition.yaml:1 number: must be a whole number'],
    [
      'a colour by name',
      EDITION.replace('slug: sheds', 'slug: sheds\n    colour: red'),
      'edition.yaml:12 sections.1.colour',
    ],
  ];
  it.each(edition)('refuses an edition.yaml with %s', async (_name, text, expected) => {
    expect((await faults({ 'edition.yaml': text })).join('\n')).toContain(expected);
  });

  const articles: [string, string | Buffer, string][] = [
    [
      'an unknown section',
      article({ section: 'sheeds' }),
      ':3 section: "sheeds" is no section of edition.yaml (seeds, sheds). Did you mean',
    ],
    [
      'a very long headline',
      article({ headline: 'x'.repeat(251) }),
      ':2 headline: has 251 characters: at most 250.',
    ],
    ['an invisible headline', article({ headline: '"\u200b \u00ad"' }), ':2 headline: is empty.'],
    [
      'an escaped NUL',
      article({ headline: '"a\\0b"' }),
      ':2 headline: holds the control character U+0000: remove it.',
    ],
    ['half a character', article({ headline: '"\\uD83C"' }), ':2 headline: holds half a character'],
    [
      'a raw control character',
      article({}, 'one\ntwo\u000bthree\n'),
      ':7: The line holds the control character U+000B',
    ],
    [
      'bytes that are not UTF-8',
      Buffer.from(article({}, 'one\ncaf\u00e9\n'), 'latin1'),
      ':7: is not UTF-8 text',
    ],
    ['UTF-16', Buffer.from(`\uFEFF${article()}`, 'utf16le'), ':1: is UTF-16 text: save it as UTF-8.'],
    [
      'a bad contact',
      article({ contact: '\n  email: me@\n  url: www.example.org' }),
      ':5 contact.email: is no e-mail address.',
    ],
    [
      'a bad contact url',
      article({ contact: '\n  url: javascript:alert(1)' }),
      ':5 contact.url: must be a whole address',
    ],
    ['a contact that says nothing', article({ contact: '{name: ""}' }), ':4 contact: is empty'],
    ['a negative position', article({ position: '-1' }), ':4 position: must be a whole number from 0'],
    ['an image without alt', article({ image: '\n  file: a.png' }), ':4 image.alt: is missing.'],
    [
      'an image that is not there',
      article(image('b.png')),
      ':5 image.file: There is no file "b.png". Did you mean "a.png"?',
    ],
    [
      'an image outside',
      article(image('../a.png')),
      ':5 image.file: "../a.png" must be a file in this folder',
    ],
    [
      'an absolute image',
      article(image('/etc/hostname')),
      ':5 image.file: "/etc/hostname" must be a file in this folder',
    ],
    [
      'an image of another kind',
      article(image('a.svg')),
      ':5 image.file: The file is not a PNG, JPEG, GIF or WebP',
    ],
    ['an image too large', article(image('big.png')), ':5 image.file: "big.png" has 20.0 MB: at most 20 MB.'],
    ['an image that is cut off', article(image('cut.png')), ':5 image.file: The image is cut off or damaged'],
    ['an image that is a folder', article(image('folder')), ':5 image.file: "folder" is not a file.'],
    ['front matter that never ends', '---\nheadline: x\n\nBody', ':1: has no front matter'],
    ['a tab in the front matter', '---\nheadline: x\n\tsection: y\n---\nBody', ':3: '],
  ];
  it.each(articles)('refuses an article with %s', async (_name, text, expected) => {
    const extra = {
      'a.png': PNG,
      'a.svg': '<svg/>',
      'cut.png': PNG.subarray(0, 50),
      'big.png': Buffer.alloc(21_000_000),
      'folder/x': '',
    };
    expect((await faults({ ...extra, '01-beans.md': text })).join('\n')).toContain(`01-beans.md${expected}`);
  });

  it('refuses links that lead out of the folder', async () => {
    const other = folder({ 'a.png': PNG });
    const dir = folder({ '01-beans.md': article(image('a.png')) });
    symlinkSync(join(other, 'a.png'), join(dir, 'a.png'));
    symlinkSync(join(other, '01-beans.md'), join(dir, '02.md'));
    const { details } = await refusal(readEditionFolder(dir));
    expect(details).toEqual([
      '01-beans.md:5 image.file: "a.png" is a link that leads out of the folder: copy the file.',
      '02.md: "02.md" is a link that leads out of the folder: copy the file.',
    ]);
  });

  it('says when the folder or its edition.yaml is not there', async () => {
    expect(await refusal(readEditionFolder('/nowhere'))).toMatchObject({ code: 'not-found' });
    const found = await faults({ 'edition.yaml': undefined, 'edition.yml': EDITION });
    expect(found.join()).toContain('edition.yaml: is missing');
    expect(found.join()).toContain('Did you mean "edition.yml"?');
  });
});

describe('a language', () => {
  it('is a tag, for edition, section and article', async () => {
    const edition = `${EDITION.replace('sections:', 'language: en-gb\nsections:')}    language: cy\n`;
    const read = await readEditionFolder(
      folder({ 'edition.yaml': edition, '01-beans.md': article({ language: 'AR' }) }),
    );
    expect(read.fields).toMatchObject({ language: 'en-GB', sections: [{}, { language: 'cy' }] });
    expect(read.articles[0]?.fields.language).toBe('ar');
  });

  it('that is none is a fault, with its line', async () => {
    expect(
      await faults({
        'edition.yaml': `${EDITION.replace('sections:', 'language: Welsh\nsections:')}    language: xx\n`,
        '01-beans.md': article({ language: 'en_GB' }),
      }),
    ).toEqual([
      '01-beans.md:4 language: must be a language tag such as cy, ar or en-GB: here en-GB.',
      'edition.yaml:7 language: must be a language tag such as cy, ar or en-GB: here cy.',
      'edition.yaml:15 sections.1.language: holds "xx", which is not known: it must be a language tag such as cy, ar or en-GB.',
    ]);
  });
});

describe('a value that YAML cuts short', () => {
  it('is a fault, beside every other one', async () => {
    expect(
      await faults({
        'edition.yaml': EDITION.replace('Field Notes', 'Plot #7').replace('Roofs', 'Shed #2, roofs'),
        '01-beans.md': article({ headline: 'Meeting in room #4', position: 'first', summary: '#1 of many' }),
        '02-shed.md': article(image('shed #2.png')),
      }),
    ).toEqual([
      '01-beans.md:2 headline: is cut short before “#4”, as YAML takes that for a comment: put the whole value in "quotes".',
      '01-beans.md:4 position: must be a whole number from 0 to 999999999, such as 7.',
      '01-beans.md:5 summary: is cut short before “#1 of many”, as YAML takes that for a comment: put the whole value in "quotes".',
      '02-shed.md:5 image.file: is cut short before “#2.png”, as YAML takes that for a comment: put the whole value in "quotes".',
      'edition.yaml:3 title: is cut short before “#7”, as YAML takes that for a comment: put the whole value in "quotes".',
      'edition.yaml:13 sections.1.description: is cut short before “#2, roofs and hinges”, as YAML takes that for a comment: put the whole value in "quotes".',
    ]);
  });

  it('is none in quotes, without a space, in a longer text, or where a comment is one', async () => {
    const read = await readEditionFolder(
      folder({
        'edition.yaml': EDITION.replace('number: 31', 'number: 31 # of many'),
        '01-beans.md': article({
          headline: '"Meeting in room #4" # to be checked',
          summary: '>\n  Room #4',
          position: '2 # after the leeks',
          organisation: '# nobody yet',
          links: '\n  - text: C#\n    url: https://example.org/#top',
        }),
      }),
    );
    expect(read.articles[0]?.fields).toMatchObject({
      headline: 'Meeting in room #4',
      summary: 'Room #4',
      position: 2,
    });
  });
});

it('tells what is wrong with a picture in the same go as all else', async () => {
  expect(
    await faults({
      '01-beans.md': article({ headline: '', ...image('none.png') }),
      '02-leeks.md': article({ section: 'none', position: 'x', ...image('cut.png') }),
      '03-peas.md': article({ sumary: 'x', image: '\n  file: text.png' }, ' '),
      '04-oats.md': article({
        pictures: `\n  - file: ok.png\n    alt: One\n  - file: none.png${'\n  - file: ok.png\n    alt: One'.repeat(7)}`,
      }),
      'ok.png': PNG,
      '05-rye.md': article({
        links:
          '\n  - text: Plan\n    url: https://example.org/plan\n    type: PDF\n  - text: x\n    url: https://example.org/\n    sise: 3 KB',
      }),
      'cut.png': PNG.subarray(0, 50),
      'text.png': 'no picture',
    }),
  ).toEqual([
    '01-beans.md:2 headline: is empty.',
    '01-beans.md:5 image.file: There is no file "none.png".',
    expect.stringMatching(/^02-leeks\.md:3 section: "none" is no section/),
    expect.stringMatching(/^02-leeks\.md:4 position: must be/),
    expect.stringMatching(/^02-leeks\.md:6 image\.file: /),
    expect.stringMatching(/^03-peas\.md:4 sumary: is not a key/),
    expect.stringMatching(/^03-peas\.md:5 image\.alt: is missing/),
    expect.stringMatching(/^03-peas\.md:6 image\.file: /),
    expect.stringMatching(/^03-peas\.md:\d+ body: is empty/),
    '04-oats.md:4 pictures: has 9 files: an article may have 8 pictures at most.',
    '04-oats.md:7 pictures.1.alt: is missing.',
    '04-oats.md:7 pictures.1.file: There is no file "none.png".',
    '05-rye.md:5 links.0.size: must stand with its type: a type such as PDF, a size such as 320 KB or 1.4 MB.',
    '05-rye.md:10 links.1.sise: is not a key that is known here. Did you mean "size"?',
  ]);
});

it('advises where something was most likely meant otherwise', async () => {
  const { notes } = await readEditionFolder(
    folder({
      '01-beans.md': article(
        {},
        'Bring:\n• a spade\n• a hat\n\n## \n\no one\no two\n\n<h3>&nbsp;</h3>\n\n> – said one\n> – said another',
      ),
      '02-more.md': article({ headline: 'BEANS' }, '*one\n*two\n\n*one* word\n\n– once only'),
    }),
  );
  expect(notes.map(({ file, line, field, sentence }) => [file, line, field, sentence.slice(0, 47)])).toEqual([
    ['01-beans.md', 7, undefined, 'This line and 1 more begin with “•”, which make'],
    ['01-beans.md', 10, undefined, 'The heading has no words, so it is not shown: w'],
    ['01-beans.md', 12, undefined, 'This line and 1 more begin with “o”, which make'],
    ['01-beans.md', 15, undefined, 'The heading has no words, so it is not shown: w'],
    ['02-more.md', 2, 'headline', 'stands over 01-beans.md too: readers cannot tel'],
    ['02-more.md', 6, undefined, 'This line and 1 more begin with “*”, which make'],
  ]);
});
