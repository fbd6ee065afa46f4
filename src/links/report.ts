import type { Db } from '../core/index.ts';
import type { Snapshot } from '../editions/index.ts';
import { type FoundLink, findingsOf, type LinkFinding, linksOf } from '../rendering/index.ts';
import { judgeLink, type LinkAnswer, seemsOffline } from './answer.ts';
import { selectAnswers, selectLinkCheck } from './checks.store.ts';

/** A link as it stands, with what its site answered last; no `answer`: not asked for yet, or not since it was put in. */
export type CheckedLink = FoundLink & { answer?: LinkAnswer; askedAt?: Date };

export type LinkReport = {
  startedAt: Date;
  /** Null while links are being asked for. */
  finishedAt: Date | null;
  /** Of the check; links that came or went since are not of it. */
  total: number;
  done: number;
  links: CheckedLink[];
  /** No site answered anything, so the check says nothing of them: there are no findings but those of links that were not asked for. */
  offline: boolean;
  findings: LinkFinding[];
};

/** What the links of an edition answered when they were asked for last; `undefined`: never. */
export async function linkReport(db: Db, snapshot: Snapshot): Promise<LinkReport | undefined> {
  const check = await selectLinkCheck(db, snapshot.number);
  if (!check) return undefined;
  const answers = await selectAnswers(db, check.id);
  const links = linksOf(snapshot)
    .filter(({ url }) => !url.startsWith('mailto:'))
    .map((link): CheckedLink => ({ ...link, ...answers.get(link.url) }));
  const offline =
    check.finishedAt !== null && seemsOffline([...answers].map(([url, { answer }]) => ({ url, answer })));
  return {
    startedAt: check.startedAt,
    finishedAt: check.finishedAt,
    total: check.links,
    done: check.done,
    links,
    offline,
    findings: links.flatMap((link) => {
      const { url, answer } = link;
      const judgement = answer && (!offline || answer.outcome === 'inside') && judgeLink(url, answer);
      return judgement ? findingsOf(link, judgement) : [];
    }),
  };
}
