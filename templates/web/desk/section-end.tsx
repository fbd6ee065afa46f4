import { paths } from '../../../src/core/index.ts';
import { ConfirmForm, WarningText } from '../components/index.ts';
import type { Site } from '../site.ts';
import { howMany } from './moments.ts';

export type SectionEndView = {
  site: Site;
  slug: string;
  label: string;
  /** What its readers get instead; undefined: nothing. */
  into: { slug: string; label: string } | undefined;
  /** As `ReaderCounts` of the sections. */
  readers: { chose: number; haveBoth: number; onlyThis: number; all: number };
  /** Articles of it that no edition has published yet. */
  waiting: number;
  /** Partners’ feeds that bring articles into it. */
  feeds: number;
};

/** Asks before a section ends, and says what that does to its readers. */
export const SectionEndPage = ({ site, slug, label, into, readers, waiting, feeds }: SectionEndView) => (
  <ConfirmForm
    question={into ? `Merge “${label}” into “${into.label}”?` : `Retire “${label}”?`}
    action={into ? 'Merge' : 'Retire'}
    harmful
    fields={{ into: into?.slug ?? '' }}
    cancel={{ href: site.at(paths.desk.section({ slug })), content: 'Leave it as it is' }}
  >
    <ul>
      {(into ? merged(label, into.label, readers) : retired(label, readers)).map((line) => (
        <li>{line}</li>
      ))}
      <li>{howMany(readers.all, 'reader')} of all sections: nothing changes for their choice.</li>
      {waiting > 0 && (
        <li>
          <a href={site.at(paths.desk.articles({ section: slug }))}>{howMany(waiting, 'article')}</a> of it{' '}
          {waiting === 1 ? 'is' : 'are'} not published yet. No edition will take{' '}
          {waiting === 1 ? 'it' : 'them'} in: give {waiting === 1 ? 'it' : 'them'} another section first.
        </li>
      )}
      {feeds > 0 && (
        <li>
          {howMany(feeds, 'partner’s feed brings', 'partners’ feeds bring')} articles into it and will not be
          read any more: <a href={site.at(paths.desk.feeds())}>remove it and add it again</a> with another
          section.
        </li>
      )}
    </ul>
    <WarningText>
      This cannot be undone: readers’ choices are rewritten, and the section cannot be opened again.
    </WarningText>
  </ConfirmForm>
);

function merged(label: string, into: string, { chose, haveBoth }: SectionEndView['readers']): string[] {
  return [
    `${howMany(chose, 'reader')} chose “${label}” by name.`,
    `${howMany(chose - haveBoth, 'reader')} of them will get “${into}” instead; ${howMany(haveBoth, 'reader')} had both.`,
  ];
}

function retired(label: string, { chose, onlyThis }: SectionEndView['readers']): string[] {
  return [
    `${howMany(chose, 'reader')} chose “${label}” by name, and will be sent only what else they chose.`,
    ...(onlyThis > 0
      ? [
          `${howMany(onlyThis, 'reader')} chose nothing else and will be sent nothing until they choose again. Merging it into another section would keep them.`,
        ]
      : []),
  ];
}
