import type { FeedLink } from '../../../templates/web/layout.tsx';
import type { Site } from '../../../templates/web/site.ts';
import { type Catalogue, type FeedSubject, feedPath, feedTitle } from '../../publishing/index.ts';

const formats = [
  { format: 'rss', type: 'application/rss+xml', name: 'RSS' },
  { format: 'atom', type: 'application/atom+xml', name: 'Atom' },
  { format: 'json', type: 'application/feed+json', name: 'JSON Feed' },
] as const;

/** What a page about a subject names for autodiscovery: its own feed in three formats, then the wider ones. */
export function feedLinks(subject: FeedSubject, catalogue: Catalogue, site: Site): FeedLink[] {
  const wider: FeedSubject[] = [
    ...(subject.of === 'edition' ? [{ of: 'editions' } as const] : []),
    ...(subject.of === 'all' ? [] : [{ of: 'all' } as const]),
  ];
  const subjects = [subject, ...wider];
  return subjects.flatMap((one) =>
    formats.map(({ format, type, name: formatName }) => ({
      title: `${feedTitle(one, catalogue, site)} (${formatName})`,
      type,
      href: `${site.publicUrl}${feedPath(one, format)}`,
    })),
  );
}
