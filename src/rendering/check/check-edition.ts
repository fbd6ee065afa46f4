import type { Clock, Db, EditionNumber } from '../../core/index.ts';
import { bodyPlaces, draftSnapshot, loadEdition } from '../../editions/index.ts';
import { compileEdition } from '../compile.ts';
import type { RenderOptions } from '../options.ts';
import { checkContent } from './content.ts';
import type { Finding } from './finding.ts';
import { type ArticleForms, articleForms, checkSizes, type VariantSize, variantSizes } from './sizes.ts';

export type Preflight = {
  edition: EditionNumber;
  findings: Finding[];
  articles: ArticleForms[];
  variants: VariantSize[];
};

/**
 * The preflight of an edition as it is now, or as it was frozen: its words, its colours and the size of every variant.
 * @throws Fault `not-found`
 */
export async function preflight(
  deps: { db: Db; clock: Clock },
  edition: EditionNumber,
  options: RenderOptions,
): Promise<Preflight> {
  const frozen = await draftSnapshot(deps, edition);
  const planned = (await loadEdition(deps.db, edition)).sections.map(({ slug }) => slug);
  const places = await bodyPlaces(deps.db, edition);
  const compiled = await compileEdition(frozen, options);
  const variants = variantSizes(compiled);
  const findings = [
    ...checkContent(frozen.snapshot, planned, { theme: options.theme, places }),
    ...checkSizes(variants),
  ];
  const rank = ({ level }: Finding) => ['error', 'warning', 'advice'].indexOf(level);
  return {
    edition,
    findings: findings.sort((a, b) => rank(a) - rank(b)),
    articles: articleForms(compiled, variants),
    variants,
  };
}
