import { type EditionState, paths } from '../../../src/core/index.ts';
import { EmptyState, LinkButton, SummaryList, Table, Tag } from '../components/index.ts';
import type { Site } from '../site.ts';
import { EditionTabs } from './edition-tabs.tsx';
import { deskMoment } from './moments.ts';

type Listed = {
  number: number;
  state: EditionState;
  cover: string;
  title: string;
  sendAt?: Date;
  sentAt?: Date;
  publishedAt?: Date;
};

const STATES: Record<EditionState, { text: string; classes?: string }> = {
  planned: { text: 'Planned' },
  assembled: { text: 'In the making' },
  approved: { text: 'Approved', classes: 'govuk-tag--good' },
  sending: { text: 'Being sent', classes: 'govuk-tag--good' },
  sent: { text: 'Sent', classes: 'govuk-tag--good' },
  published: { text: 'Published', classes: 'govuk-tag--good' },
  cancelled: { text: 'Called off', classes: 'govuk-tag--bad' },
};

const StateTag = ({ state }: { state: EditionState }) => (
  <Tag classes={STATES[state].classes ?? ''}>{STATES[state].text}</Tag>
);

function dateOf({ publishedAt, sentAt, sendAt, state }: Listed, site: Site): string {
  if (publishedAt) return `Published ${deskMoment(publishedAt, site)}`;
  if (sentAt) return `Sent ${deskMoment(sentAt, site)}`;
  return sendAt && state !== 'cancelled' ? `To be sent ${deskMoment(sendAt, site)}` : '';
}

/** Every edition, the newest first. */
export function EditionListPage({ site, editions }: { site: Site; editions: readonly Listed[] }) {
  return (
    <>
      <h1>Editions</h1>
      {editions.length === 0 ? (
        <EmptyState title="There is no edition yet">
          <p>One comes in as a folder; it is listed here with whose turn it is.</p>
        </EmptyState>
      ) : (
        <div class="desk-scroll">
          <Table
            firstCellIsHeader
            head={['Edition', 'Cover date', 'State', 'When'].map((content) => ({ content }))}
            rows={editions.map((edition) => [
              {
                content: (
                  <a href={site.at(paths.desk.edition({ number: edition.number }))}>
                    {`${edition.number}: ${edition.title}`}
                  </a>
                ),
              },
              { content: edition.cover },
              { content: <StateTag state={edition.state} /> },
              { content: dateOf(edition, site) },
            ])}
          />
        </div>
      )}
    </>
  );
}

type EditionOverviewProps = {
  site: Site;
  edition: Listed;
  turn: { whose: 'editors' | 'approvers' | 'sender' | 'nobody'; sentence: string };
  sections: readonly { label: string; headlines: readonly string[] }[];
};

const WHOSE: Record<EditionOverviewProps['turn']['whose'], string> = {
  editors: 'The editors',
  approvers: 'The approvers',
  sender: 'Whoever sends it',
  nobody: 'Nobody: it goes on by itself',
};

/** One edition at a glance: where it stands, and what comes next. */
export function EditionOverview({ site, edition, turn, sections }: EditionOverviewProps) {
  const { number, cover, title, state } = edition;
  const next = turn.whose === 'editors' || turn.whose === 'approvers';
  return (
    <>
      <h1>{`Edition ${number}: ${title}`}</h1>
      <EditionTabs site={site} number={number} at="edition" />
      <p class="lead">{turn.sentence}</p>
      <SummaryList
        rows={[
          { key: 'State', value: <StateTag state={state} /> },
          { key: 'Whose turn', value: WHOSE[turn.whose] },
          { key: 'Cover date', value: cover },
        ].map(({ key, value }) => ({ key, value: { content: value } }))}
      />
      {next && <LinkButton href={site.at(paths.desk.approval({ number }))}>To its approval</LinkButton>}
      <h2>What it holds</h2>
      {sections.length === 0 && (
        <EmptyState title="It holds no article yet">
          <p>Accepted articles of its sections are collected when it is assembled.</p>
        </EmptyState>
      )}
      {sections.map(({ label, headlines }) => (
        <>
          <h3>{label}</h3>
          <ul>
            {headlines.map((headline) => (
              <li>{headline}</li>
            ))}
          </ul>
        </>
      ))}
    </>
  );
}
