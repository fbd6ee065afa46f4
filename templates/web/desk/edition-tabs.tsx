import { paths } from '../../../src/core/index.ts';
import { Tabs } from '../components/index.ts';
import type { Site } from '../site.ts';

/** The pages of one edition, in the order in which they are needed. */
const editionPlaces = ['edition', 'preview', 'check', 'approval', 'send', 'report'] as const;
type EditionPlace = (typeof editionPlaces)[number];

const NAMES: Record<EditionPlace, string> = {
  edition: 'Overview',
  preview: 'Preview',
  check: 'Check',
  approval: 'Approval',
  send: 'Send',
  report: 'Report',
};

type EditionTabsProps = { site: Site; number: number; at: EditionPlace };

export const EditionTabs = ({ site, number, at }: EditionTabsProps) => (
  <Tabs
    label={`Edition ${number}`}
    items={editionPlaces.map((place) => ({
      href: site.at(paths.desk[place]({ number })),
      content: NAMES[place],
      current: place === at,
    }))}
  />
);
