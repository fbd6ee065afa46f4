import { Hono } from 'hono';
import { csvLine } from '../../../subscribers/index.ts';
import { EditionCheck, type EditionCheckProps } from '../../../templates/web/desk/check.tsx';
import { editionNumber, fault, languageName, paths } from '../../core/index.ts';
import { draftSnapshot, type FrozenSnapshot } from '../../editions/index.ts';
import { checkLinksJob, renderDraftJob } from '../../jobs/index.ts';
import { startLinkCheck } from '../../links/index.ts';
import { keptPreflight } from '../../rendering/index.ts';
import { leadTo } from '../canonical.ts';
import { formSize } from '../readers/guards.ts';
import { numberIn } from './approval.tsx';
import { audienceSince } from './audience-since.ts';
import { linksView } from './check-links.ts';
import type { DeskDeps, SignedInEnv } from './deps.ts';
import { renderingOptions } from './draft-mail.ts';
import { mayOnly } from './guards.ts';
import { deskPage } from './page.tsx';

/** `/desk/editions/N/check`: what a worker found when it looked the edition over, and the size of every mail. */
export function checkRoutes(deps: DeskDeps): Hono<SignedInEnv> {
  const routes = new Hono<SignedInEnv>();

  routes.get(paths.desk.check.route, async (c) => {
    const frozen = await frozenOf(deps, c.req.param('number'));
    const { number } = frozen.snapshot;
    const kept = await lookedOver(deps, frozen);
    const links = await linksView(c, deps, frozen.snapshot);
    if ((!kept && frozen.snapshot.sections.length > 0) || links.doing) c.header('Refresh', '2');
    return deskPage(c, {
      at: 'editions',
      title: `Check edition ${number}`,
      done:
        links.doing && c.req.query('done') === 'links'
          ? 'The links are being checked: under “Links” it says how far.'
          : undefined,
      body: (
        <EditionCheck
          site={c.get('site')}
          number={number}
          report={kept && reportOf(frozen, kept)}
          empty={frozen.snapshot.sections.length === 0}
          links={links}
          audience={await audienceSince(deps, frozen.snapshot)}
        />
      ),
    });
  });

  routes.post(paths.desk.check.route, formSize, mayOnly('edition.check'), async (c) => {
    const number = numberIn(c);
    const checkId = await startLinkCheck(deps, { edition: number, by: c.get('actor') });
    await deps.queue.enqueue(checkLinksJob, { checkId }, { key: `check-links-${checkId}` });
    const address = paths.desk.check({ number }, { done: 'links' });
    return leadTo(c, c.get('site'), { address, status: 303 });
  });

  routes.get(paths.desk.checkSizes.route, async (c) => {
    const frozen = await frozenOf(deps, c.req.param('number'));
    const kept = await lookedOver(deps, frozen);
    if (!kept)
      throw fault('not-found', 'The edition is still being looked over: try again in a few seconds.');
    const { sizes } = reportOf(frozen, kept);
    const several = sizes.some(({ language }) => language !== undefined);
    const lines = sizes.map(({ labels, octets, textOctets, shortened, language }) => [
      labels.join('; '),
      octets,
      textOctets,
      shortened,
      ...(several ? [language?.name ?? ''] : []),
    ]);
    const heads = ['sections', 'bytes of HTML', 'bytes of text', 'articles shortened'];
    const text = [[...heads, ...(several ? ['language'] : [])], ...lines].map(csvLine).join('');
    return c.body(text, 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="edition-${frozen.snapshot.number}-sizes.csv"`,
    });
  });
  return routes;
}

const frozenOf = (deps: DeskDeps, number: string) => draftSnapshot(deps, editionNumber(Number(number)));

type Kept = NonNullable<Awaited<ReturnType<typeof keptPreflight>>>;

/** What was found; where nobody has looked since the last change, a worker is asked to. */
async function lookedOver(deps: DeskDeps, frozen: FrozenSnapshot): Promise<Kept | undefined> {
  const kept = await keptPreflight(deps.db, frozen, renderingOptions(deps));
  const { number: edition, sections } = frozen.snapshot;
  if (!kept && sections.length > 0)
    await deps.queue.enqueue(renderDraftJob, { edition }, { key: `render-draft-${edition}` });
  return kept;
}

function reportOf(
  { snapshot }: FrozenSnapshot,
  { report, checkedAt }: Kept,
): NonNullable<EditionCheckProps['report']> {
  const articles = snapshot.sections.flatMap((section) => section.articles);
  const labels = new Map(snapshot.sections.map(({ slug, label }) => [String(slug), label]));
  const headlines = new Map(articles.map(({ slug, headline }) => [String(slug), headline]));
  const placeOf = (where: string) =>
    headlines.get(where) ?? labels.get(where) ?? (where === 'edition' ? 'The edition' : where);
  return {
    checkedAt,
    findings: report.findings.map(({ level, where, message }) => ({ level, place: placeOf(where), message })),
    sizes: report.variants
      .map(({ sections, octets, textOctets, shortened, headlines: least, language }) => ({
        sections,
        labels: sections.map((slug) => labels.get(slug) ?? slug),
        octets,
        textOctets,
        shortened: shortened.length + least.length,
        ...(language === undefined ? {} : { language: { name: language, label: languageName(language) } }),
      }))
      .sort((a, b) => b.octets - a.octets),
  };
}
