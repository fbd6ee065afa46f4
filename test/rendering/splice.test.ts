import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sectionSlug } from '../../src/core/index.ts';
import { compileEdition, type RenderOptions, spliceMail } from '../../src/rendering/index.ts';
import { tighten } from '../../src/rendering/mjml.ts';
import { themes } from '../../templates/theme.ts';
import { anyEdition } from './any-edition.ts';
import { renderDirectly } from './direct.ts';
import { sampleEdition } from './sample.ts';

const options: RenderOptions = {
  publicUrl: 'https://bulletin.example.org',
  theme: themes.standard as (typeof themes)[string],
  languages: ['en', 'cy'],
};

type Mail = { html: string; text: string };

/** Compared under one rule for white space between tags; a difference is shown by its surroundings, not by two mails. */
function expectSame(spliced: Mail, direct: Mail): void {
  for (const [one, other] of [
    [tighten(spliced.html), tighten(direct.html)],
    [spliced.text, direct.text],
  ] as const) {
    if (one === other) continue;
    const at = [...one].findIndex((letter, index) => letter !== [...other][index]);
    expect([...one].slice(at - 80, at + 80).join('')).toBe([...other].slice(at - 80, at + 80).join(''));
  }
}

describe('a spliced mail', () => {
  test('is the directly rendered mail, head and body, for any edition, any sections and each language', async () => {
    await fc.assert(
      fc.asyncProperty(anyEdition, async ({ frozen, chosen }) => {
        const compiled = await compileEdition(frozen, options);
        for (const language of [undefined, 'cy'] as const) {
          const spliced = spliceMail(compiled, chosen.map(sectionSlug), language);
          const direct = await renderDirectly(frozen, spliced, options, language);
          expect(spliced.sections).toEqual(chosen);
          expectSame(spliced, direct);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('is the directly rendered mail for every set of the sample edition', async () => {
    const frozen = sampleEdition();
    const compiled = await compileEdition(frozen, options);
    for (let bits = 1; bits < 128; bits += 9) {
      const spliced = spliceMail(
        compiled,
        compiled.sections.filter((_, at) => bits & (1 << at)),
      );
      const direct = await renderDirectly(frozen, spliced, options);
      expectSame(spliced, direct);
    }
  });
});
