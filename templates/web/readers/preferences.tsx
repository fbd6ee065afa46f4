import { paths } from '../../../src/core/index.ts';
import { InsetText, NotificationBanner, SummaryList, type SummaryRow } from '../components/index.ts';
import type { Words } from '../parts.tsx';
import type { Site } from '../site.ts';
import { Frame } from './frame.tsx';
import { type AnswerKey, answerRow, Chosen, type LanguageFields, ownNameOf } from './subscribe.tsx';

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
    /** Absent where there is one language alone. */
    spoken?: LanguageFields;
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
  const { locale } = site;
  const { say } = locale;
  const given = (text: string | null) => text ?? say('answers.notGiven');
  const row = (key: AnswerKey, value: SummaryRow['value'], page: keyof typeof paths.preference) =>
    answerRow(locale, { key, value, href: site.at(paths.preference[page]({ token })) });
  const { pausedUntil: day } = reader;
  return [
    row('sections', { content: <Chosen labels={reader.labels} locale={locale} /> }, 'sections'),
    row('email', reader.email, 'address'),
    row('name', given(reader.name), 'about'),
    row('organisation', given(reader.organisation), 'about'),
    row(
      'format',
      say(reader.format === 'html' ? 'preferences.withPictures' : 'preferences.plainText'),
      'format',
    ),
    ...(reader.spoken ? [row('language', { content: ownNameOf(reader.spoken) }, 'language')] : []),
    row('pause', day ? say('preferences.until', { day }) : say('preferences.notPaused'), 'pause'),
  ];
}

export function PreferencesPage(props: PreferencesProps) {
  const { site, token, reader, saved } = props;
  const { say, pieces } = site.locale;
  return (
    <Frame site={site} title={say('preferences.title')}>
      {saved && <NotificationBanner type="success" title={say('reader.success')} text={saved} />}
      <h1 class="govuk-heading-l">{say('preferences.title')}</h1>
      {reader.newEmail && (
        <InsetText>
          {pieces('preferences.linkSent', {
            email: reader.newEmail,
            strong: (inside) => <strong>{inside}</strong>,
          })}
        </InsetText>
      )}
      <SummaryList rows={rowsFor(props)} />
      <h2 class="govuk-heading-m">{say('preferences.feed')}</h2>
      <p>{say('preferences.feedHint')}</p>
      <p class="address">
        <a href={props.feed}>{props.feed}</a>
      </p>
      <h2 class="govuk-heading-m">{say('preferences.data')}</h2>
      <ul class="govuk-list">
        <li>
          <a href={site.at(paths.preference.copy({ token }))}>{say('preferences.copy')}</a>
        </li>
        <li>
          <a href={site.at(paths.preference.delete({ token }))}>{say('preferences.erase')}</a>
        </li>
      </ul>
      <h2 class="govuk-heading-m">{say('preferences.stop')}</h2>
      <p>
        <a href={props.unsubscribe}>{say('reader.stopAll')}</a>
      </p>
    </Frame>
  );
}

/** The link is good but its reader gets nothing now. */
export function InactivePage({ site, reason }: { site: Site; reason: 'left' | 'pending' | 'suppressed' }) {
  const { say, pieces } = site.locale;
  return (
    <Frame site={site} title={say('reader.inactiveTitle')}>
      <h1 class="govuk-heading-l">{say('inactive.heading', site)}</h1>
      {reason === 'left' && <p>{say('inactive.left')}</p>}
      {reason === 'pending' && <p>{say('inactive.pending')}</p>}
      {reason === 'suppressed' && (
        <p>
          {say('inactive.suppressed')}
          {site.contact && (
            <>
              {' '}
              {pieces('inactive.write', {
                mailbox: <a href={`mailto:${site.contact}`}>{site.contact}</a>,
              })}
            </>
          )}
        </p>
      )}
      {reason !== 'suppressed' && (
        <p>
          <a href={site.at(paths.subscribe())}>{say('subscribe.button')}</a>
        </p>
      )}
    </Frame>
  );
}
