import type { Context } from 'hono';
import type { CheckedLinkView, LinksView } from '../../../templates/web/desk/check-links.tsx';
import { deskMoment, deskTime } from '../../../templates/web/desk/moments.ts';
import { articlesInOrder } from '../../articles/index.ts';
import { paths } from '../../core/index.ts';
import type { Snapshot } from '../../editions/index.ts';
import { type CheckedLink, linkReport, OFFLINE, sayLinkPlace } from '../../links/index.ts';
import type { LinkPlace } from '../../rendering/index.ts';
import type { DeskDeps, SignedInEnv } from './deps.ts';

/** What an edition's links answered when somebody had them checked last. */
export async function linksView(
  c: Context<SignedInEnv>,
  { db, clock }: Pick<DeskDeps, 'db' | 'clock'>,
  snapshot: Snapshot,
): Promise<LinksView> {
  const report = await linkReport(db, snapshot);
  if (!report) return { findings: [], links: [] };
  const site = c.get('site');
  const { number } = snapshot;
  const ids = new Map((await articlesInOrder(db, number)).map(({ slug, id }) => [slug, id]));
  const headlines = new Map(
    snapshot.sections.flatMap(({ articles }) => articles.map(({ slug, headline }) => [slug, headline])),
  );
  const standing = (place: LinkPlace) => {
    const id = ids.get(place.where);
    const edition = { href: paths.desk.edition({ number }), name: 'The edition' };
    const article = {
      href: id && paths.desk.article({ id }),
      name: headlines.get(place.where) ?? place.where,
    };
    const { href, name } = place.where === 'edition' ? edition : article;
    return { href: href && site.at(href), name, field: sayLinkPlace(place) };
  };
  const linkView = ({ url, places, answer, askedAt }: CheckedLink): CheckedLinkView => ({
    url,
    places: places.map(standing),
    answer: answer && (answer.outcome === 'answered' ? answer.status : answer.outcome),
    at: askedAt && {
      text: deskTime(askedAt, { now: clock.now(), timeZone: site.timeZone }),
      iso: askedAt.toISOString(),
    },
  });
  return {
    ...(report.finishedAt
      ? { finished: deskMoment(report.finishedAt, site) }
      : { doing: { done: report.done, of: report.total } }),
    ...(report.offline ? { offline: OFFLINE } : {}),
    findings: report.findings.map(({ level, url, place, message, mend }) => ({
      level,
      url,
      place: standing(place),
      message,
      mend,
    })),
    links: report.links.map(linkView),
  };
}
