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
  keptDays: { left: number; unconfirmed: number; events: number };
};

type StatementProps = { page: Omit<PageProps, 'children' | 'title' | 'at'>; facts: StatementFacts };

const Contact = ({ facts }: { facts: StatementFacts }) =>
  facts.contact ? (
    <a href={`mailto:${facts.contact}`}>{facts.contact}</a>
  ) : (
    <>the publisher, whose address stands in every edition</>
  );

/** Says what was really tested and how, and what was not. */
export const AccessibilityPage = ({ page, facts }: StatementProps) => (
  <Page {...page} title="Accessibility statement">
    <h1>Accessibility statement</h1>
    <p class="lead">
      This statement is about the pages and emails of {page.site.name}, published by {facts.controller}. We
      want as many people as possible to be able to read them.
    </p>
    <p>You should be able to:</p>
    <ul>
      <li>zoom in to 400 % without text running off the screen</li>
      <li>read and do everything with a keyboard, or with speech recognition software</li>
      <li>listen to it with a screen reader, under headings that say what follows</li>
      <li>use light or dark colours, as your device is set</li>
      <li>do everything without JavaScript</li>
      <li>get each edition as plain text, as a feed, or on paper: every page has a print style</li>
    </ul>
    <h2>How far it conforms</h2>
    <p>
      The pages are made to meet the Web Content Accessibility Guidelines (WCAG) 2.2 at level AA. We do not
      claim full conformance, because no independent audit has been done.
    </p>
    <h2>How it was tested</h2>
    <p>The makers of the software (Quarterly {facts.version}) check each release before it goes out:</p>
    <ul>
      <li>
        every kind of public page with axe-core in Chromium, on a phone’s and a desktop’s width, light and
        dark
      </li>
      <li>
        that each page has one main heading, landmarks, labels for every field, and text for every image
      </li>
      <li>that the pages work with scripts switched off</li>
    </ul>
    <p>Automatic tests find only a part of all barriers. Not tested for this statement:</p>
    <ul>
      <li>with people who use assistive technology every day</li>
      <li>with screen readers other than through the browser’s accessibility tree</li>
      <li>pages and files on other websites that articles link to</li>
      <li>the words of each article: whether a text is easy to read is up to its writer</li>
    </ul>
    <h2>If something is in your way</h2>
    <p>
      Write to <Contact facts={facts} />, and say which page it was and what happened. If you need an edition
      in another format, such as large print or audio, ask at the same address.
    </p>
    <h2>If you are not happy with the answer</h2>
    <p>
      In the United Kingdom the Equality Advisory and Support Service advises people on their rights; for
      public bodies the Equality and Human Rights Commission enforces the accessibility regulations.
    </p>
  </Page>
);

const days = (count: number) => (count === 1 ? '1 day' : `${count} days`);

/** What is kept about a reader, why, for how long, and how to have it changed. */
export const PrivacyPage = ({ page, facts }: StatementProps) => (
  <Page {...page} title="Privacy">
    <h1>Privacy</h1>
    <p class="lead">
      {facts.controller} publishes {page.site.name} and decides what happens with the addresses of its
      readers.
    </p>
    <h2>If you only read</h2>
    <p>
      Nothing about you is kept. These pages set no cookies, load nothing from other websites, and count no
      readers. If you ask an edition to remember which sections you chose, your choice is stored in your
      browser and stays there.
    </p>
    <h2>If you subscribe</h2>
    <p>We keep:</p>
    <ul>
      <li>your email address, and your name and organisation if you gave them</li>
      <li>the sections that you chose</li>
      <li>when and how you agreed, with the words that you agreed to, and each later change</li>
      <li>whether each edition reached your mailbox or was sent back</li>
    </ul>
    <p>
      We use this to send you the bulletin and for nothing else: you agreed to that (Article 6(1)(a) of the UK
      GDPR). The emails hold no tracking images and no counted links: we do not know whether you open them.
      {facts.mailProvider && (
        <> They are sent through {facts.mailProvider}, which gets your address to do so.</>
      )}
    </p>
    <h2>For how long</h2>
    <ul>
      <li>as long as you are subscribed</li>
      <li>
        for {days(facts.keptDays.left)} after you leave, in case you left by mistake; then your address and
        name are removed
      </li>
      <li>for {days(facts.keptDays.unconfirmed)} if you signed up and did not confirm it</li>
      <li>for {days(facts.keptDays.events)} what the mail service reported of each email</li>
      <li>
        after that a keyed fingerprint that cannot be turned back into your address, so that we never write to
        you again by mistake
      </li>
    </ul>
    <h2>Your rights</h2>
    <p>
      Each email has a link to change what you get, and one to leave at once. You can also ask us for a copy
      of all that we keep about you, to correct it, or to erase it: write to <Contact facts={facts} />. You
      get an answer within a month.
    </p>
    <p>
      If you are not happy with how we handle your information, you can complain to the Information
      Commissioner’s Office at <a href="https://ico.org.uk/make-a-complaint/">ico.org.uk</a>.
    </p>
  </Page>
);
