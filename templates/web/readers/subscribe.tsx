import type { Child } from 'hono/jsx';
import { paths } from '../../../src/core/index.ts';
import { Button, Details, Input, InsetText, SummaryList, type SummaryRow } from '../components/index.ts';
import { Said, type Words } from '../parts.tsx';
import type { Site } from '../site.ts';
import { Frame, type Problem, problemOf } from './frame.tsx';
import { SectionChoice, type SectionOption } from './section-choice.tsx';
import { BusyNote, withinHours } from './waiting.tsx';

type Step = { site: Site; problems?: readonly Problem[]; back?: string };

export function SubscribePage(
  props: Step & { sections: readonly SectionOption[]; chosen: 'all' | readonly string[] },
) {
  const { site, problems, back } = props;
  return (
    <Frame
      site={site}
      title={`Subscribe to ${site.name}`}
      problems={problems}
      back={back}
      at="subscribe"
      open={{
        path: paths.subscribe(),
        description: `Get ${site.name} by email, with only the sections that you choose.`,
      }}
      question
    >
      <span class="govuk-caption-l">Subscribe to {site.name}</span>
      <form method="post" novalidate>
        <SectionChoice
          lang={site.lang}
          sections={props.sections}
          chosen={props.chosen}
          legend="Which sections do you want?"
          hint="You get one email for each edition, with only what you choose here. Choose all that interest you."
          isPageHeading
          problem={problemOf(problems, 'sections')}
        />
        <Button>Continue</Button>
      </form>
    </Frame>
  );
}

/** Filled in by programs only: people neither see nor reach it. */
const Trap = () => (
  <div class="offscreen" aria-hidden="true">
    <label for="homepage">Leave this empty</label>
    <input id="homepage" name="homepage" type="text" tabindex={-1} autocomplete="off" />
  </div>
);

export function EmailPage(props: Step & { email: string }) {
  const { site, problems, back } = props;
  return (
    <Frame
      site={site}
      title="What is your email address?"
      problems={problems}
      back={back}
      at="subscribe"
      question
    >
      <form method="post" novalidate>
        <Input
          name="email"
          type="email"
          autocomplete="email"
          spellcheck={false}
          label={{ content: 'What is your email address?', classes: 'govuk-label--l', isPageHeading: true }}
          hint="We send a link to this address to make sure that it is yours. We use it for nothing but the bulletin."
          errorMessage={problemOf(problems, 'email')}
          value={props.email}
        />
        <Trap />
        <Button>Continue</Button>
      </form>
    </Frame>
  );
}

export type AboutFields = { name: string; organisation: string };

export const AboutInputs = ({
  name,
  organisation,
  problems,
}: AboutFields & { problems?: readonly Problem[] }) => (
  <>
    <Input
      name="name"
      autocomplete="name"
      spellcheck={false}
      label="Your name (optional)"
      errorMessage={problemOf(problems, 'name')}
      value={name}
    />
    <Input
      name="organisation"
      autocomplete="organization"
      label="Your organisation (optional)"
      errorMessage={problemOf(problems, 'organisation')}
      value={organisation}
    />
  </>
);

export function AboutPage(props: Step & AboutFields) {
  const { site, problems, back } = props;
  return (
    <Frame site={site} title="About you" problems={problems} back={back} at="subscribe" question>
      <h1 class="govuk-heading-l">About you</h1>
      <p>You can leave both empty. They help the editors to see who reads the bulletin.</p>
      <form method="post" novalidate>
        <AboutInputs name={props.name} organisation={props.organisation} problems={problems} />
        <Button>Continue</Button>
      </form>
    </Frame>
  );
}

type ChosenProps = { labels: readonly Words[] | 'all'; lang: string };

/** Labels of what was chosen, a line each. */
export const Chosen = ({ labels, lang }: ChosenProps): Child =>
  labels === 'all' ? (
    'All sections'
  ) : (
    <ul class="govuk-list">
      {labels.map((label) => (
        <li>
          <Said of={label} lang={lang} />
        </li>
      ))}
    </ul>
  );

export type CheckProps = Step & {
  labels: readonly Words[] | 'all';
  email: string;
  name: string;
  organisation: string;
  /** The address that the reader may have meant. */
  suggestion?: string;
  /** The words that the reader agrees to; the ledger keeps their version. */
  wording: string;
  changes: { sections: string; email: string; about: string };
};

const change = (href: string, what: string) => ({
  items: [{ href, content: 'Change', visuallyHiddenText: what }],
});

export function CheckPage(props: CheckProps) {
  const rows: SummaryRow[] = [
    {
      key: 'Sections',
      value: { content: <Chosen labels={props.labels} lang={props.site.lang} /> },
      actions: change(props.changes.sections, 'sections'),
    },
    { key: 'Email address', value: props.email, actions: change(props.changes.email, 'email address') },
    { key: 'Name', value: props.name || 'Not given', actions: change(props.changes.about, 'name') },
    {
      key: 'Organisation',
      value: props.organisation || 'Not given',
      actions: change(props.changes.about, 'organisation'),
    },
  ];
  return (
    <Frame site={props.site} title="Check your answers" back={props.back} at="subscribe">
      <h1 class="govuk-heading-l">Check your answers</h1>
      {props.suggestion && (
        <InsetText>
          <p>
            Did you mean <strong>{props.suggestion}</strong>? If so, change the email address. If{' '}
            <strong>{props.email}</strong> is right, go on.
          </p>
        </InsetText>
      )}
      <SummaryList rows={rows} />
      <p>{props.wording}</p>
      <p>
        What we keep, and for how long, is in the <a href={props.site.at(paths.privacy())}>privacy notice</a>.
      </p>
      <form method="post" novalidate>
        <Button>Subscribe</Button>
      </form>
    </Frame>
  );
}

export type SentPageProps = {
  site: Site;
  email: string;
  changeEmail: string;
  /** The mail leaves within so many hours; unset = at once. */
  waitHours?: number | undefined;
};

export function SentPage({ site, email, changeEmail, waitHours }: SentPageProps) {
  return (
    <Frame site={site} title="Check your email" at="subscribe">
      <h1 class="govuk-heading-l">Check your email</h1>
      <p class="lead">
        {waitHours === undefined ? 'We have sent' : 'We will send'} a link to <strong>{email}</strong>
        {waitHours !== undefined && ` ${withinHours(waitHours)}`}. Open it and press the button to start the
        bulletin.
      </p>
      {waitHours !== undefined && <BusyNote />}
      <p>The link works for 7 days. Until you use it, you are not subscribed.</p>
      <Details summary="The email has not come">
        <p>It can take a few minutes. Look in your spam or junk folder too.</p>
        <p>
          If the address is wrong, <a href={changeEmail}>correct it</a>. If you subscribed before, the email
          says so and has a link to your preferences.
        </p>
      </Details>
      <p>
        <a href={site.at(paths.editions())}>Read past editions</a>
      </p>
    </Frame>
  );
}
