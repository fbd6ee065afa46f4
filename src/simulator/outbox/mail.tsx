import type { Email } from 'postal-mime';
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

const Tags = ({ mail }: { mail: Mail }) => (
  <>
    {mail.tags.length === 0 && <span class="note">none</span>}
    {mail.tags.map((tag) => (
      <span class="chip">
        {tag.name}={tag.value}
      </span>
    ))}
  </>
);

type FactsProps = { mail: Mail; email: Email; sections: readonly string[] };

const Facts = ({ mail, email, sections }: FactsProps) => (
  <dl class="facts">
    <dt>From</dt>
    <dd>{email.from?.name ? `${email.from.name} <${email.from.address ?? ''}>` : mail.source}</dd>
    <dt>To</dt>
    <dd>
      {mail.destinations.map((address) => (
        <>
          <a href={`/?${new URLSearchParams({ q: address })}`} title="All mails to this address">
            {address}
          </a>{' '}
        </>
      ))}
    </dd>
    {sections.length > 0 && (
      <>
        <dt>Sections</dt>
        <dd>
          {sections.map((slug) => (
            <span class="chip">{slug}</span>
          ))}
        </dd>
      </>
    )}
    <dt>Accepted</dt>
    <dd>
      <Instant at={mail.at} /> <span class="note">UTC</span>
    </dd>
    <dt>Size</dt>
    <dd>
      {Math.ceil(mail.bytes / 1024)} KB
      {email.html === undefined
        ? ''
        : `, of which HTML ${Math.ceil(Buffer.byteLength(email.html) / 1024)} KB`}
    </dd>
    {email.attachments.length > 0 && (
      <>
        <dt>Parts</dt>
        <dd>
          {email.attachments.map((part, n) => (
            <>
              <a href={`/mails/${mail.id}/parts/${n}`}>{part.filename ?? part.mimeType}</a>{' '}
            </>
          ))}
        </dd>
      </>
    )}
  </dl>
);

const Rows = ({ rows }: { rows: [string, unknown][] }) => (
  <table>
    <tbody>
      {rows.map(([name, value]) => (
        <tr>
          <th scope="row">{name}</th>
          <td>{value}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

const envelope = (mail: Mail): [string, unknown][] => [
  ['MessageId', mail.id],
  ['Source', mail.source],
  ['Destinations', mail.destinations.join(', ')],
  ['Tags', <Tags mail={mail} />],
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
        <p class="note">This mail has no HTML part.</p>
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
        <p class="note">This mail has no text part.</p>
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
          {raw.length > SOURCE_SHOWN && <p class="note">The rest is in the .eml file.</p>}
        </>
      );
  }
};

const Tabs = ({ mail, view }: { mail: Mail; view: View }) => (
  <nav aria-label="Views of this mail">
    <ul class="tabs">
      {views.map((one) => (
        <li>
          <a href={`/mails/${mail.id}?view=${one}`} aria-current={one === view ? 'page' : undefined}>
            {NAMES[one]}
          </a>
        </li>
      ))}
      <li class="end">
        <a href={`/mails/${mail.id}/mail.eml`} download={`${mail.id}.eml`}>
          Download .eml
        </a>
      </li>
    </ul>
  </nav>
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
        <Tabs mail={props.mail} view={props.view} />
        <div class="sheet">
          <Sheet {...props} />
        </div>
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
      <div class="empty">
        <h2>There is no such mail</h2>
        <p>
          The outbox may have been emptied since. <a href="/">See the newest mails</a>.
        </p>
      </div>
    ),
  });
