import type { SectionSlug } from '../src/core/index.ts';
import type { FrozenSnapshot } from '../src/editions/index.ts';
import { compileEdition, type RenderOptions, spliceMail } from '../src/rendering/index.ts';

export type RenderingFigures = { compileMs: number; spliceMs: number; variants: number; octets: number };

/**
 * Compiles an edition and splices `variants` of its sets of sections, going round again when it has fewer. MJML is
 * loaded before the clock starts: a process loads it once, in about 0.5 s.
 */
export async function benchRendering(
  frozen: FrozenSnapshot,
  options: RenderOptions,
  variants = 255,
): Promise<RenderingFigures> {
  await compileEdition(frozen, options);
  const start = performance.now();
  const compiled = await compileEdition(frozen, options);
  const compiledAt = performance.now();
  const sets = 2 ** compiled.sections.length - 1;
  let octets = 0;
  for (let at = 0; at < variants; at++) {
    octets += spliceMail(compiled, subset(compiled.sections, (at % sets) + 1)).html.length;
  }
  return { compileMs: compiledAt - start, spliceMs: performance.now() - compiledAt, variants, octets };
}

const subset = (sections: readonly SectionSlug[], bits: number) =>
  sections.filter((_, at) => bits & (1 << at));
