import type { Email } from 'postal-mime';
import {
  type Content,
  EmptyState,
  SummaryList,
  Table,
  Tabs,
  Tag,
} from '../../../templates/web/components/index.ts';
import type { Mail } from '../mails/mail.ts';
import { Instant, page } from './layout.tsx';
import { sectionsOfMail } from './reading.ts';

export const views = ['html', 'phone', 'text', 'headers', 'envelope', 'source'] as const;
export type View = (typeof views)[number];

const NAMES: Record<View, string> = {
  html: 'HTML',
  phone: 'On a phone',
  text: 'Text',
  headers: 'Headers',
  envelope: 'Envelope',
  source: 'Source',
};

/** More than this is offered as a download only. */
const SOURCE_SHOWN = 400_000;

const TagsOf = ({ mail }: { mail: Mail }) => (
  <>
    {mail.tags.length === 0 && 'none'}
    {mail.tags.map((tag) => (
      <>
        <Tag>
          {tag.name}={tag.value}
        </Tag>{' '}
      </>
    ))}
  </>
);

type FactsProps = { mail: Mail; email: Email; sections: readonly string[] };

const sizeOf = ({ bytes }: Mail, { html }: Email) =>
  `${Math.ceil(bytes / 1024)} KB${html === undefined ? '' : `, of which HTML ${Math.ceil(Buffer.byteLength(html) / 1024)} KB`}`;

const To = ({ mail }: { mail: Mail }) => (
  <>
    {mail.destinations.map((address) => (
      <>
        <a href={`/?${new URLSearchParams({ q: address })}`} title="All mails to this address">
          {address}
        </a>{' '}
      </>
    ))}
  </>
);

const Parts = ({ mail, email }: { mail: Mail; email: Email }) => (
  <>
    {email.attachments.map((part, n) => (
      <>
        <a href={`/mails/${mail.id}/parts/${n}`}>{part.filename ?? part.mimeType}</a>{' '}
      </>
    ))}
  </>
);

const Chips = ({ words }: { words: readonly string[] }) => (
  <>
    {words.map((word) => (
      <>
        <Tag>{word}</Tag>{' '}
      </>
    ))}
  </>
);

const Facts = ({ mail, email, sections }: FactsProps) => (
  <SummaryList
    rows={[
      {
        key: 'From',
        value: email.from?.name ? `${email.from.name} <${email.from.address ?? ''}>` : mail.source,
      },
      { key: 'To', value: { content: <To mail={mail} /> } },
      sections.length > 0 && { key: 'Sections', value: { content: <Chips words={sections} /> } },
      {
        key: 'Accepted',
        value: {
          content: (
            <>
              <Instant at={mail.at} /> UTC
            </>
          ),
        },
      },
      { key: 'Size', value: sizeOf(mail, email) },
      email.attachments.length > 0 && {
        key: 'Parts',
        value: { content: <Parts mail={mail} email={email} /> },
      },
    ]}
  />
);

const Rows = ({ rows }: { rows: [string, Content][] }) => (
  <Table firstCellIsHeader rows={rows.map(([name, value]) => [{ content: name }, { content: value }])} />
);

const envelope = (mail: Mail): [string, Content][] => [
  ['MessageId', mail.id],
  ['Source', mail.source],
  ['Destinations', mail.destinations.join(', ')],
  ['Tags', <TagsOf mail={mail} />],
  ['Configuration set', mail.configurationSet ?? 'none'],
  ['Bytes', mail.bytes.toLocaleString('en-GB')],
  ['SHA-256', mail.hash ?? 'not taken'],
  ['Place', `mail ${mail.sequence} since the outbox was last emptied`],
];

type MailProps = { mail: Mail; email: Email; raw: Buffer; view: View; kept: number };

const Sheet = ({ mail, email, raw, view }: MailProps) => {
  switch (view) {
    case 'html':
    case 'phone':
      return email.html === undefined ? (
        <p class="quiet">This mail has no HTML part.</p>
      ) : (
        <iframe
          class={view === 'phone' ? 'phone' : ''}
          src={`/mails/${mail.id}/html`}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          title="The mail as HTML"
        />
      );
    case 'text':
      return email.text === undefined ? (
        <p class="quiet">This mail has no text part.</p>
      ) : (
        <pre>{email.text}</pre>
      );
    case 'headers':
      return <Rows rows={email.headers.map((header) => [header.originalKey, header.value])} />;
    case 'envelope':
      return <Rows rows={envelope(mail)} />;
    case 'source':
      return (
        <>
          <pre>{raw.toString('utf8', 0, SOURCE_SHOWN)}</pre>
          {raw.length > SOURCE_SHOWN && <p class="quiet">The rest is in the .eml file.</p>}
        </>
      );
  }
};

const Views = ({ mail, view }: { mail: Mail; view: View }) => (
  <Tabs
    label="Views of this mail"
    items={views.map((one) => ({
      href: `/mails/${mail.id}?view=${one}`,
      content: NAMES[one],
      current: one === view,
    }))}
  />
);

/** One mail in one of its views. */
export function mailPage(props: MailProps) {
  const subject = props.email.subject || '(no subject)';
  return page({
    title: `${subject} – Outbox`,
    kept: props.kept,
    children: (
      <>
        <h1>{subject}</h1>
        <Facts mail={props.mail} email={props.email} sections={sectionsOfMail(props.email)} />
        <Views mail={props.mail} view={props.view} />
        <div class="sheet">
          <Sheet {...props} />
        </div>
        <p>
          <a href={`/mails/${props.mail.id}/mail.eml`} download={`${props.mail.id}.eml`}>
            Download .eml
          </a>
        </p>
      </>
    ),
  });
}

/** What is shown for an address that holds no mail. */
export const missingPage = (kept: number) =>
  page({
    title: 'Not found – Outbox',
    kept,
    children: (
      <EmptyState title="There is no such mail">
        <p>
          The outbox may have been emptied since. <a href="/">See the newest mails</a>.
        </p>
      </EmptyState>
    ),
  });
