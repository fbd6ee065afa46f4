import {
  cell,
  del,
  field,
  ins,
  p,
  part,
  picture,
  r,
  relation,
  table,
  textBox,
  vmlBox,
  type WordFile,
} from './word-files.ts';

const note = (kind: 'footnote' | 'endnote', id: number) => r(`<w:${kind}Reference w:id="${id}"/>`);
const rule = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>';
const sdt = (content: string, looks = '') =>
  `<w:sdt><w:sdtPr>${looks}</w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`;

/** Word files as people have them, each with one thing that loses words elsewhere. */
export const WORD_CORPUS: Readonly<Record<string, WordFile>> = {
  'plain, with headings, bold words and points': {
    body: [
      p('Beans for all', '<w:pStyle w:val="berschrift1"/>'),
      p(`${r('Sow ')}${r('broad beans', '<w:b/>')}${r(' in ')}${r('May', '<w:i/>')}${r('.')}`),
      p('Water them.', '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
      p('Weed them.', '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
      p('After the list.'),
    ].join(''),
  },
  'tracked insertions and deletions': {
    body: p(`${r('We meet on ')}${del('Monday the 3rd')}${ins(r('Tuesday'))}${r(' at noon.')}`),
  },
  'a deleted end of a paragraph': {
    body: `${p('The first half', '<w:rPr><w:del w:id="1" w:author="A"/></w:rPr>')}${p(' and the second half.')}${p('Next.')}`,
  },
  'a deleted end before a table, and of the last paragraph': {
    body: `${p('Before it', '<w:rPr><w:del w:id="1" w:author="A"/></w:rPr>')}${table([cell('One'), cell('Two')])}${p('The end', '<w:rPr><w:del w:id="2" w:author="A"/></w:rPr>')}`,
  },
  'words that were moved': {
    body: `<w:moveFromRangeStart w:id="1" w:name="m"/>${p(`<w:moveFrom w:id="2">${r('Moved words.')}</w:moveFrom>`, '<w:rPr><w:moveFrom w:id="3"/></w:rPr>')}<w:moveFromRangeEnd w:id="1"/>${p('Stays here.')}<w:moveToRangeStart w:id="4" w:name="m"/>${p(`<w:moveTo w:id="5">${r('Moved words.')}</w:moveTo>`)}<w:moveToRangeEnd w:id="4"/>`,
  },
  comments: {
    body: p(
      `<w:commentRangeStart w:id="0"/>${r('Ask Pat')}<w:commentRangeEnd w:id="0"/>${r('<w:commentReference w:id="0"/>')}${r(' first.')}`,
    ),
    parts: {
      'word/comments.xml': part(
        'comments',
        `<w:comment w:id="0" w:author="Pat">${p('Is this still true?')}</w:comment><w:comment w:id="1">${p('Nothing refers to me.')}</w:comment>`,
      ),
    },
    relations: relation('c', 'comments', 'comments.xml'),
  },
  'a text box, in both forms that Word writes': {
    body: `${p(`${r('Before. ')}${textBox(p('Call 01234 567890 today'))}${r('After.')}`)}`,
  },
  'a text box of old, a word art and a box in a box': {
    body: p(
      `${r(vmlBox(`${p('Old box')}${p(textBox(p('inner box')))}`))}${r('<w:pict><v:shape><v:textpath string="Grand opening"/></v:shape></w:pict>')}${r('Around it.')}`,
    ),
  },
  'footnotes and endnotes': {
    body: p(`${r('Crime fell')}${note('footnote', 2)}${r(' last year')}${note('endnote', 2)}${r('.')}`),
    parts: {
      'word/footnotes.xml': part(
        'footnotes',
        `${rule}<w:footnote w:id="2">${p(`${r('<w:footnoteRef/>')}${r(' By 12 per cent.')}`)}</w:footnote>`,
      ),
      'word/endnotes.xml': part('endnotes', `<w:endnote w:id="2">${p('Source: annual report.')}</w:endnote>`),
    },
    relations: `${relation('f', 'footnotes', 'footnotes.xml')}${relation('e', 'endnotes', 'endnotes.xml')}`,
  },
  'a table with merged cells, one of which still has words': {
    body: `${table(
      [cell('Day', '<w:gridSpan w:val="2"/>'), cell('Place')],
      [cell('Monday', '<w:vMerge w:val="restart"/>'), cell('noon'), cell('Town Hall')],
      [cell('forgotten words', '<w:vMerge/>'), cell('evening'), cell('High Street')],
      [cell('', '<w:vMerge/>'), cell('night'), cell('Mill Lane')],
    )}${p('After the table.')}`,
  },
  'a table in a table': {
    body: table([
      cell('Outer one'),
      cell(`${p('Outer two')}${table([cell('inner one'), cell('inner two')])}${p('Outer three')}`),
    ]),
  },
  'rows and cells that were deleted': {
    body: `<w:tbl><w:tblPr/><w:tr>${cell('Kept')}${cell('row')}</w:tr><w:tr><w:trPr><w:del w:id="1" w:author="A"/></w:trPr>${cell(p(del('Gone')))}</w:tr><w:tr><w:trPr><w:ins w:id="2" w:author="A"/></w:trPr>${cell(p(ins(r('New'))))}${cell('row two')}</w:tr></w:tbl>${p('End.')}`,
  },
  'pictures with and without a description': {
    body: `${p(`${r('See ')}${picture('i1', 'Two officers in a hall')}${r(' above.')}`)}${p(picture('i2', ''))}`,
    relations: `${relation('i1', 'image', 'media/image1.png')}${relation('i2', 'image', 'media/image2.png')}`,
  },
  'fields with results, without, and in one another': {
    body: [
      p(
        `${r('Written on ')}${field('DATE \\@ "d MMMM"', r('3 May'))}${r(' on page ')}${field('PAGE', undefined)}${r('.')}`,
      ),
      p(
        `${r('Total ')}${field(`IF ${field('MERGEFIELD Sum', r('7'))} &gt; 5 "many" "few"`, r('many'))}${r(' people.')}`,
      ),
      p(`<w:fldSimple w:instr=" AUTHOR ">${r('Pat Example')}</w:fldSimple>${r(' wrote it.')}`),
      p(`${field('XE "Index entry"', undefined)}${r('Indexed.')}`),
    ].join(''),
  },
  'links: of both kinds, to places inside, and to files': {
    body: [
      p(
        `${r('Read ')}<w:hyperlink r:id="h1">${r('the report')}</w:hyperlink>${r(' or ')}${field('HYPERLINK "https://example.org/more" \\o "Tip"', r('more'))}${r('.')}`,
      ),
      p(
        `<w:hyperlink w:anchor="_Toc1">${r('Chapter one')}</w:hyperlink>${r(' and ')}${field('HYPERLINK \\l "x"', r('chapter two'))}`,
      ),
      p(
        `<w:hyperlink r:id="h2">${r('Our drive')}</w:hyperlink>${r(' and ')}<w:fldSimple w:instr=" HYPERLINK &quot;javascript:alert(1)&quot; ">${r('a trap')}</w:fldSimple>`,
      ),
    ].join(''),
    relations: `${relation('h1', 'hyperlink', 'https://example.org/report?a=1&amp;b=2', 'External')}${relation('h2', 'hyperlink', 'file:///C:/x.doc', 'External')}`,
  },
  'content controls, smart tags, custom XML and right-to-left runs': {
    body: `${sdt(p(`${r('Block control.')}`))}${p(`${sdt(r('Inline control '))}<w:smartTag>${r('London ')}<w:smartTag>${r('Bridge ')}</w:smartTag></w:smartTag><w:customXml>${r('custom ')}</w:customXml><w:dir w:val="rtl">${r('directed ')}</w:dir><w:bdo w:val="rtl">${r('overridden')}</w:bdo>`)}${table([`${sdt(cell('Cell in a control'))}`, cell('Plain cell')])}${p(sdt(r('☒'), '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>') + r(' ticked'))}`,
  },
  'symbols, hyphens, tabs and breaks': {
    body: `${p(`${r('Well')}${r('<w:noBreakHyphen/>')}${r('known soft')}${r('<w:softHyphen/>')}${r('hyphen')}${r('<w:tab/>')}${r('tabbed')}${r('<w:br w:type="page"/>')}${r('next page')}${r('<w:cr/>')}${r('returned')}${r('<w:br/>')}${r('broken')}`)}${p(`${r('<w:sym w:font="Wingdings" w:char="F0FC"/>')}${r(' done ')}${r('<w:sym w:font="Nobody Knows" w:char="F021"/>')}`)}`,
  },
  'headers and footers': {
    body: `${p('The text.')}<w:sectPr><w:headerReference w:type="default" r:id="hd"/><w:footerReference w:type="default" r:id="ft"/></w:sectPr>`,
    parts: {
      'word/header1.xml': part('hdr', p('Example Police – draft')),
      'word/footer1.xml': part('ftr', p(`${r('Page ')}${field('PAGE', r('1'))}`)),
    },
    relations: `${relation('hd', 'header', 'header1.xml')}${relation('ft', 'footer', 'footer1.xml')}`,
  },
  'strict, as Word can write it': {
    strict: true,
    body: `${p('Strict heading', '<w:pStyle w:val="Heading2"/>')}${p(`${r('Read ')}<w:hyperlink r:id="h1">${r('the report')}</w:hyperlink>${r(' on 3 May.')}`)}`,
    relations: relation('h1', 'hyperlink', 'https://example.org/report', 'External'),
  },
  'hidden words, objects, charts and another document in it': {
    body: `${p(`${r('Seen ')}${r('secret note', '<w:vanish/>')}${r(' words.')}`)}${p(r('<w:object><v:shape><v:imagedata r:id="i1" o:title="Sheet"/></v:shape><o:OLEObject Type="Embed" ProgID="Excel.Sheet.12" r:id="o1"/></w:object>'))}${p(r('<w:drawing><wp:inline><a:graphic><a:graphicData><c:chart r:id="ch"/></a:graphicData></a:graphic></wp:inline></w:drawing>'))}<w:altChunk r:id="al"/>${p('Last.')}`,
    parts: {
      'word/charts/chart1.xml': `<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:v>Burglaries</c:v><c:v>2025</c:v></c:chartSpace>`,
    },
    relations: `${relation('ch', 'chart', 'charts/chart1.xml')}${relation('al', 'aFChunk', 'chunk.html')}`,
  },
  'a formula and ruby': {
    body: `${p(`${r('So ')}<m:oMath><m:r>${'<m:t>E=m</m:t>'}</m:r><m:sSup><m:e><m:r><m:t>c</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>${r(' holds.')}`)}${p(`${r(`<w:ruby><w:rt>${r('とうきょう')}</w:rt><w:rubyBase>${r('東京')}</w:rubyBase></w:ruby>`)}${r(' city')}`)}`,
  },
  'a large first letter, words in pieces and signs of Markdown': {
    body: `${p('D', '<w:framePr w:dropCap="drop"/>')}${p('ear readers, ')}${p(`${r('Sep')}${r('tem', '<w:b/>')}${r('ber')} ${r(' 1984. was 10~20 *not* bold_and_under [x](y) &lt;b&gt; # no heading')}`)}${p('# not a heading')}${p('- no point')}${p('10')}${p(`${r('10')}${r('6', '<w:vertAlign w:val="superscript"/>')}${r(' people')}`)}${p(r('struck', '<w:strike/>'))}`,
  },
  'prefixes of its own and letters by number': {
    body: p('x'),
    parts: {
      'word/document.xml': `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><q:document xmlns:q="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><q:body><q:p><q:r><q:t>Caf&#233; &amp; bar &#x2019;s</q:t></q:r></q:p><q:p><q:r><q:t><![CDATA[literal <words>]]></q:t></q:r></q:p></q:body></q:document>`,
    },
  },
};
