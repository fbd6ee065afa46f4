import type { Child } from 'hono/jsx';
import { Page, type PageProps } from './layout.tsx';

/** What the statements say about this installation, from its options. */
export type StatementFacts = {
  /** Who decides what happens with readers' addresses. */
  controller: string;
  /** Absent = none is known yet, and the page says so. */
  contact?: string;
  /** Where mail goes through, in words; absent = no mail leaves. */
  mailProvider?: string;
  version: string;
  /** How long what is kept, in days: the options RETENTION_*. */
  keptDays: { left: number; unconfirmed: number; events: number; drafts: number };
};

type StatementProps = { page: Omit<PageProps, 'children' | 'title' | 'at'>; facts: StatementFacts };

const contactOf = ({ page, facts }: StatementProps): Child =>
  facts.contact ? (
    <a href={`mailto:${facts.contact}`}>{facts.contact}</a>
  ) : (
    page.site.locale.say('statements.publisherContact')
  );

/** A list of sentences. */
const Points = ({ of }: { of: readonly Child[] }) => (
  <ul>
    {of.map((point) => (
      <li>{point}</li>
    ))}
  </ul>
);

/** Says what was really tested and how, and what was not. */
export function AccessibilityPage({ page, facts }: StatementProps) {
  const { say, pieces } = page.site.locale;
  const { controller, version } = facts;
  return (
    <Page {...page} title={say('accessibility.title')}>
      <h1>{say('accessibility.title')}</h1>
      <p class="lead">{say('accessibility.about', { name: page.site.name, controller })}</p>
      <p>{say('accessibility.shouldBeAble')}</p>
      <Points
        of={[
          say('accessibility.zoom'),
          say('accessibility.keyboard'),
          say('accessibility.listen'),
          say('accessibility.colours'),
          say('accessibility.noScript'),
          say('accessibility.otherForms'),
        ]}
      />
      <h2>{say('accessibility.conforms')}</h2>
      <p>{say('accessibility.conformsTo')}</p>
      <h2>{say('accessibility.tested')}</h2>
      <p>{say('accessibility.testedBy', { version })}</p>
      <Points
        of={[
          say('accessibility.testedAxe'),
          say('accessibility.testedHeadings'),
          say('accessibility.testedNoScript'),
        ]}
      />
      <p>{say('accessibility.notTested')}</p>
      <Points
        of={[
          say('accessibility.notWithPeople'),
          say('accessibility.notReaders'),
          say('accessibility.notOthers'),
          say('accessibility.notWords'),
        ]}
      />
      <h2>{say('accessibility.inYourWay')}</h2>
      <p>{pieces('accessibility.writeTo', { contact: contactOf({ page, facts }) })}</p>
      <h2>{say('accessibility.notHappy')}</h2>
      <p>{say('accessibility.enforcement')}</p>
    </Page>
  );
}

/** What is kept about a reader, why, for how long, and how to have it changed. */
export function PrivacyPage({ page, facts }: StatementProps) {
  const { say, pieces } = page.site.locale;
  const { controller, mailProvider, keptDays } = facts;
  return (
    <Page {...page} title={say('privacy.title')}>
      <h1>{say('privacy.title')}</h1>
      <p class="lead">{say('privacy.controller', { controller, name: page.site.name })}</p>
      <h2>{say('privacy.onlyRead')}</h2>
      <p>{say('privacy.nothingKept')}</p>
      <h2>{say('privacy.ifSubscribed')}</h2>
      <p>{say('privacy.weKeep')}</p>
      <Points
        of={[
          say('privacy.keepAddress'),
          say('privacy.keepSections'),
          say('privacy.keepConsent'),
          say('privacy.keepDelivery'),
        ]}
      />
      <p>
        {say('privacy.use')}
        {mailProvider && <> {say('privacy.provider', { provider: mailProvider })}</>}
      </p>
      <h2>{say('privacy.ifSubmitted')}</h2>
      <p>{say('privacy.keepStory')}</p>
      <h2>{say('privacy.howLong')}</h2>
      <Points
        of={[
          say('privacy.whileSubscribed'),
          say('privacy.afterLeaving', { days: keptDays.left }),
          say('privacy.unconfirmed', { days: keptDays.unconfirmed }),
          say('privacy.events', { days: keptDays.events }),
          say('privacy.fingerprint'),
          say('privacy.drafts', { days: keptDays.drafts }),
        ]}
      />
      <h2>{say('privacy.rights')}</h2>
      <p>{pieces('privacy.yourRights', { contact: contactOf({ page, facts }) })}</p>
      <p>
        {pieces('privacy.complain', {
          link: (inside) => <a href="https://ico.org.uk/make-a-complaint/">{inside}</a>,
        })}
      </p>
    </Page>
  );
}
