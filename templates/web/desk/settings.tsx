import type { Child } from 'hono/jsx';
import { paths } from '../../../src/core/index.ts';
import { Details, SummaryList, WarningText } from '../components/index.ts';
import type { Site } from '../site.ts';

export type OptionView = {
  /** Its name in the environment. */
  name: string;
  /** Backticks stand around what is typed. */
  does: string;
  /** Empty where nothing is set. */
  value: string;
  /** It is what it is without being set. */
  usual: boolean;
};

export type SettingsView = {
  site: Site;
  /** What becomes of mails, a sentence each. */
  sending: readonly string[];
  /** What keeps mails at the moment. */
  trouble: string | undefined;
  groups: readonly { title: string; options: readonly OptionView[] }[];
};

/** How this installation is set up: what the desk changes, and where; what only whoever runs it can. */
export const SettingsPage = ({ site, sending, trouble, groups }: SettingsView) => (
  <>
    <h1>Settings</h1>
    <h2 class="govuk-heading-m">Sending</h2>
    {trouble !== undefined && <WarningText>{trouble}</WarningText>}
    {sending.map((sentence) => (
      <p>{sentence}</p>
    ))}
    <h2 class="govuk-heading-m">What you can change here</h2>
    <ul>
      <li>
        <a href={site.at(paths.desk.sections())}>Sections</a>: what readers can choose, and in which order.
      </li>
      <li>
        <a href={site.at(paths.desk.feeds())}>Feeds</a>: which partners’ news is read.
      </li>
      <li>
        <a href={site.at(paths.desk.retiredDomains())}>Retired domains</a>: sites that have moved or closed,
        to find links to them.
      </li>
      <li>
        <a href={site.at(paths.desk.flows())}>Flows</a>: what happens by itself, and whether it does.
      </li>
      <li>
        <a href={site.at(paths.desk.people())}>People</a>: who works here, and what they may.
      </li>
      <li>
        <a href={site.at(paths.desk.editions())}>Editions</a>: title, strapline, publisher and mailbox, which
        the next edition takes from the latest.
      </li>
    </ul>
    <h2 class="govuk-heading-m">What is set where Quarterly runs</h2>
    <p>
      Each is an environment variable of that name: whoever runs this installation changes it there and starts
      Quarterly again. Keys and passwords are never shown.
    </p>
    {groups.length === 0 && <p>This process does not say what it was started with.</p>}
    {groups.map(({ title, options }) => (
      <Details summary={title}>
        <SummaryList rows={options.map(rowOf)} />
      </Details>
    ))}
  </>
);

const rowOf = ({ name, does, value, usual }: OptionView) => ({
  key: { content: <code class="setting-name">{name}</code> },
  value: {
    content: (
      <>
        {value === '' ? <span class="muted">nothing</span> : <strong>{value}</strong>}
        {usual && value !== '' && <span class="muted"> as usual</span>}
        <span class="desk-under">{inWords(does)}</span>
      </>
    ),
  },
});

/** Backticks become code; the stars of Markdown go. */
function inWords(text: string): Child[] {
  return text
    .split('`')
    .map((part, at) => (at % 2 === 1 ? <code>{part}</code> : part.replace(/\*(\w[^*]*)\*/g, '$1')));
}
