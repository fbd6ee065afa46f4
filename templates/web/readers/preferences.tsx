import { paths } from '../../../src/core/index.ts';
import { InsetText, NotificationBanner, SummaryList, type SummaryRow } from '../components/index.ts';
import type { Words } from '../parts.tsx';
import type { Site } from '../site.ts';
import { Frame } from './frame.tsx';
import { Chosen } from './subscribe.tsx';

export type PreferencesProps = {
  site: Site;
  /** Of this page's own address. */
  token: string;
  reader: {
    email: string;
    name: string | null;
    organisation: string | null;
    labels: readonly Words[] | 'all';
    format: 'html' | 'text';
    /** A day in words; null = not paused. */
    pausedUntil: string | null;
    /** Asked for and not confirmed yet. */
    newEmail: string | null;
  };
  unsubscribe: string;
  /** This reader's own feed. */
  feed: string;
  /** What has just been saved. */
  saved?: string;
};

function rowsFor({ site, token, reader }: PreferencesProps): SummaryRow[] {
  const row = (key: string, value: SummaryRow['value'], page: keyof typeof paths.preference): SummaryRow => ({
    key,
    value,
    actions: {
      items: [
        {
          href: site.at(paths.preference[page]({ token })),
          content: 'Change',
          visuallyHiddenText: key.toLowerCase(),
        },
      ],
    },
  });
  return [
    row('Sections', { content: <Chosen labels={reader.labels} lang={site.lang} /> }, 'sections'),
    row('Email address', reader.email, 'address'),
    row('Name', reader.name ?? 'Not given', 'about'),
    row('Organisation', reader.organisation ?? 'Not given', 'about'),
    row('Kind of email', reader.format === 'html' ? 'With pictures' : 'Plain text', 'format'),
    row('Pause', reader.pausedUntil ? `Until ${reader.pausedUntil}` : 'Not paused', 'pause'),
  ];
}

export function PreferencesPage(props: PreferencesProps) {
  const { site, token, reader, saved } = props;
  return (
    <Frame site={site} title="Your preferences">
      {saved && <NotificationBanner type="success" text={saved} />}
      <h1 class="govuk-heading-l">Your preferences</h1>
      {reader.newEmail && (
        <InsetText>
          We have sent a link to <strong>{reader.newEmail}</strong>. The bulletin comes to your old address
          until you open it.
        </InsetText>
      )}
      <SummaryList rows={rowsFor(props)} />
      <h2 class="govuk-heading-m">Your own feed</h2>
      <p>
        For a feed reader: exactly the sections that you chose. The address is yours alone, so do not pass it
        on.
      </p>
      <p class="address">
        <a href={props.feed}>{props.feed}</a>
      </p>
      <h2 class="govuk-heading-m">Your data</h2>
      <ul class="govuk-list">
        <li>
          <a href={site.at(paths.preference.copy({ token }))}>Get a copy of what we hold about you</a>
        </li>
        <li>
          <a href={site.at(paths.preference.delete({ token }))}>Delete my data</a>
        </li>
      </ul>
      <h2 class="govuk-heading-m">Stop the bulletin</h2>
      <p>
        <a href={props.unsubscribe}>Stop all emails</a>
      </p>
    </Frame>
  );
}

/** The link is good but its reader gets nothing now. */
export function InactivePage({ site, reason }: { site: Site; reason: 'left' | 'pending' | 'suppressed' }) {
  return (
    <Frame site={site} title="You do not get the bulletin">
      <h1 class="govuk-heading-l">You do not get {site.name} now</h1>
      {reason === 'left' && <p>You left. There is nothing to change until you subscribe again.</p>}
      {reason === 'pending' && (
        <p>You have not confirmed your subscription yet. Open the link in the email that we sent you.</p>
      )}
      {reason === 'suppressed' && (
        <p>
          Emails to you came back, or you told your email provider that they are spam, so we stopped.
          {site.contact && (
            <>
              {' '}
              Write to <a href={`mailto:${site.contact}`}>{site.contact}</a> if you want them again.
            </>
          )}
        </p>
      )}
      {reason !== 'suppressed' && (
        <p>
          <a href={site.at(paths.subscribe())}>Subscribe</a>
        </p>
      )}
    </Frame>
  );
}
