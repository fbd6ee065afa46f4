import fc from 'fast-check';
import { oneLine } from '../../src/core/index.ts';

/** Texts that have broken mails before: markup, MJML's own tags, right-to-left, emoji, marks, controls, huge words. */
const nasty = fc.constantFrom(
  '</mj-text></mj-column>',
  '<!-- cut --><![endif]--><!--[if mso | IE]>',
  ']]> {{ x }} [[ y ]] @hole0@ $& $1 %{a}',
  '"quoted" & \'single\' <b>bold</b>',
  'שלום עולם',
  'مرحبا بالعالم',
  '👩‍👩‍👧‍👦 🏴󠁧󠁢󠁷󠁬󠁳󠁿 e\u0301\u0327 Zal\u0337go',
  'soft\u00adhyphen\u200bzero\u2028line\u2029para\u0085next',
  'NUL\u0000 bell\u0007 esc\u001b end\ufffe half\ud800surrogate',
  'w'.repeat(998),
  '漢字かな交じり文の長い見出し',
  'tab\tand\r\nline\rbreak',
  'C1 \u0092 \u009b31m DEL\u007f half\udc00 nonchar\ufdd0',
  '\u202eoverride \u2067isolate \u202a\u202cembedding',
  '-- \n.\nFrom here',
);
const words = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 2, arbitrary: fc.lorem({ maxCount: 12 }) },
  { weight: 2, arbitrary: nasty },
);
export const anyLine = fc.array(words, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' '));

/** Of what may not be empty. */
export const anyTitle = anyLine.filter((text) => oneLine(text) !== '');

const block = fc.oneof(
  anyLine,
  anyLine.map((text) => `## ${text}`),
  anyLine.map((text) => `#### ${text}`),
  fc.tuple(anyLine, anyLine).map(([one, two]) => `- ${one}\n- ${two}\n  1. nested`),
  fc.tuple(anyLine, anyLine).map(([quote, who]) => `> ${quote}\n> — ${who}`),
  anyLine.map((text) => `**£2.4 million** ${text}`),
  anyLine.map((text) => `[${text}](https://example.org/a?b=1&c="2")`),
  anyLine.map((text) => `| a | b |\n|---|---|\n| ${text.replace(/[|\n]/g, ' ')} | 2 |`),
  anyLine.map((text) => `\`\`\`\n${text}\n  kept  \n\`\`\``),
  anyLine.map(
    (text) =>
      `<div onclick="x">${text}</div>\n\n![${text}](/local.png) [rel](../x) [js](javascript:alert(1))`,
  ),
);
export const anyMarkdown = fc.array(block, { maxLength: 5 }).map((blocks) => blocks.join('\n\n'));
