import { paths } from '../../../src/core/index.ts';
import { InsetText } from '../components/index.ts';
import { Time } from '../parts.tsx';
import type { ArticleDeskView } from './article-desk-view.ts';

const ALIKE = {
  headline: 'has the same headline',
  origin: 'comes from the same page',
  words: 'says much the same',
} as const;

/** What whoever opens an article must know first. */
export function Warnings({
  site,
  id,
  unsaved,
  others,
  alike,
  remarks,
  proposal,
  found,
  telling,
}: ArticleDeskView) {
  return (
    <>
      {proposal && (
        <InsetText>
          Its contributor proposes a change: <a href={proposal}>see it, and take or leave it</a>.
        </InsetText>
      )}
      {telling && (
        <InsetText>
          {telling.askedBy} has asked, <Time at={telling.at} />, that readers be told of its last change:{' '}
          <a href={telling.href}>see the mail, and whether it goes</a>.
        </InsetText>
      )}
      {found && (
        <InsetText>
          What <a href={found.check}>the check of its edition</a> says of it:
          <ul>
            {found.messages.map((message) => (
              <li>{message}</li>
            ))}
          </ul>
        </InsetText>
      )}
      {unsaved && (
        <InsetText>
          You have changes from <Time at={unsaved.at} /> that are not saved, and they are in the fields.
          {unsaved.behind && id !== undefined && (
            <>
              {' '}
              Somebody else has saved since:{' '}
              <a href={site.at(paths.desk.articleConflict({ id }))}>see both texts</a>.
            </>
          )}
        </InsetText>
      )}
      {others.length > 0 && (
        <InsetText>
          {others.join(' and ')} {others.length === 1 ? 'has' : 'have'} changes here too that are not saved.
          Whoever saves last is shown both texts.
        </InsetText>
      )}
      {alike.length > 0 && (
        <InsetText>
          This may be here twice:
          <ul>
            {alike.map((other) => (
              <li>
                <a href={site.at(paths.desk.article({ id: other.id }))}>{other.headline}</a>
                {other.edition !== null && `, in edition ${other.edition}`}{' '}
                <span class="desk-muted">{ALIKE[other.why]}</span>
              </li>
            ))}
          </ul>
        </InsetText>
      )}
      {remarks.length > 0 && (
        <InsetText>
          What became of the partner’s item on its way in:
          <ul>
            {remarks.map((remark) => (
              <li>{remark}</li>
            ))}
          </ul>
        </InsetText>
      )}
    </>
  );
}
