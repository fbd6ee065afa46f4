import type { Clock, Db, EditionNumber } from '../../core/index.ts';
import {
  type BodyPlaces,
  bodyPlaces,
  draftSnapshot,
  type FrozenSnapshot,
  loadEdition,
} from '../../editions/index.ts';
import { compileEdition } from '../compile.ts';
import type { CompiledEdition } from '../mail.ts';
import type { RenderOptions } from '../options.ts';
import { checkContent } from './content.ts';
import type { Finding } from './finding.ts';
import { selectRetiredDomains } from './retired.store.ts';
import { type RetiredDomain, retiredLinks } from './retired-links.ts';
import { type ArticleForms, articleForms, checkSizes, type VariantSize, variantSizes } from './sizes.ts';
import { checkSubjects } from './subjects.ts';
import { checkTranslations } from './translations.ts';

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
  const compiled = await compileEdition(frozen, options);
  return lookOver({ frozen, compiled, ...(await surroundings(deps.db, edition)) }, options);
}

/**
 * What belongs to an edition besides its content: the sections it was planned with, where its words stand in a folder's files, and
 * which domains are known to be given up.
 */
export type Surroundings = {
  planned: readonly string[];
  places: BodyPlaces;
  retired: readonly RetiredDomain[];
};

export const surroundings = async (db: Db, edition: EditionNumber): Promise<Surroundings> => ({
  planned: (await loadEdition(db, edition)).sections.map(({ slug }) => slug),
  places: await bodyPlaces(db, edition),
  retired: await selectRetiredDomains(db),
});

type Looked = Surroundings & { frozen: FrozenSnapshot; compiled: CompiledEdition };

/** The preflight of a mail that is compiled; for twelve sections, some 4,000 mails, it takes about a second. */
export function lookOver(
  { frozen, compiled, planned, places, retired }: Looked,
  { theme }: RenderOptions,
): Preflight {
  const own = variantSizes(compiled);
  const others = Object.keys(compiled.others ?? {}).map((language) => variantSizes(compiled, language));
  const findings = [
    ...checkContent(frozen.snapshot, planned, { theme, places }),
    ...retiredLinks(frozen.snapshot, retired).map(({ level, where, message, mend }) => ({
      level,
      where,
      message: `${message} ${mend}`,
    })),
    ...checkSubjects(compiled),
    ...checkTranslations(frozen.snapshot, Object.keys(compiled.others ?? {})),
    ...[own, ...others].flatMap((variants) => checkSizes(variants)),
  ];
  const rank = ({ level }: Finding) => ['error', 'warning', 'advice'].indexOf(level);
  return {
    edition: frozen.snapshot.number,
    findings: findings.sort((a, b) => rank(a) - rank(b)),
    articles: articleForms(compiled, own),
    variants: [own, ...others].flat(),
  };
}
