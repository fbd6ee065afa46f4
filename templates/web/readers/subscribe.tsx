import type { Child } from 'hono/jsx';
import { paths } from '../../../src/core/index.ts';
import type { Locale } from '../../../src/words/index.ts';
import type { LanguageChoice } from '../../../src/words/written.ts';
import {
  Button,
  Details,
  Input,
  InsetText,
  Radios,
  SummaryList,
  type SummaryRow,
} from '../components/index.ts';
import { Said, type Words } from '../parts.tsx';
import type { Site } from '../site.ts';
import { Frame, type Problem, problemOf } from './frame.tsx';
import { SectionChoice, type SectionOption } from './section-choice.tsx';
import { BusyNote } from './waiting.tsx';

type Step = {
  site: Site;
  problems?: readonly Problem[];
  back?: string;
  /** Where the form goes, when not to the page's own address. */
  action?: string;
};

export function SubscribePage(
  props: Step & { sections: readonly SectionOption[]; chosen: 'all' | readonly string[] },
) {
  const { site, problems, back } = props;
  const { say } = site.locale;
  return (
    <Frame
      site={site}
      title={say('subscribe.title', site)}
      problems={problems}
      back={back}
      at="subscribe"
      open={{
        path: paths.subscribe(),
        description: say('subscribe.description', site),
      }}
    >
      <span class="govuk-caption-l">{say('subscribe.title', site)}</span>
      <form method="post" novalidate>
        <SectionChoice
          locale={site.locale}
          sections={props.sections}
          chosen={props.chosen}
          legend={say('subscribe.which')}
          hint={say('subscribe.whichHint')}
          isPageHeading
          problem={problemOf(props, 'sections')}
        />
        <Button>{say('reader.continue')}</Button>
      </form>
    </Frame>
  );
}

/** Filled in by programs only: people neither see nor reach it. */
const Trap = ({ site }: { site: Site }) => (
  <div class="offscreen" aria-hidden="true">
    <label for="homepage">{site.locale.say('subscribe.trap')}</label>
    <input id="homepage" name="homepage" type="text" tabindex={-1} autocomplete="off" />
  </div>
);

export function EmailPage(props: Step & { email: string }) {
  const { site, problems, back } = props;
  const { say } = site.locale;
  return (
    <Frame site={site} title={say('subscribe.email')} problems={problems} back={back} at="subscribe">
      <form method="post" action={props.action} novalidate>
        <Input
          name="email"
          type="email"
          autocomplete="email"
          spellcheck={false}
          label={{ content: say('subscribe.email'), classes: 'govuk-label--l', isPageHeading: true }}
          hint={say('subscribe.emailHint')}
          errorMessage={problemOf(props, 'email')}
          value={props.email}
        />
        <Trap site={site} />
        <Button>{say('reader.continue')}</Button>
      </form>
    </Frame>
  );
}

/** In what a reader gets the bulletin; of a publication in one language alone nothing is asked. */
export type LanguageFields = { languages: readonly LanguageChoice[]; language: string };

export const LanguageRadios = (
  props: LanguageFields & Pick<Step, 'site' | 'problems'> & { isPageHeading?: true },
) => (
  <Radios
    name="language"
    classes="govuk-radios--inline"
    fieldset={{
      legend: {
        content: props.site.locale.say('subscribe.inWhich'),
        classes: props.isPageHeading ? 'govuk-fieldset__legend--l' : 'govuk-fieldset__legend--m',
        ...(props.isPageHeading ? { isPageHeading: true } : {}),
      },
    }}
    errorMessage={problemOf(props, 'language')}
    items={props.languages.map(({ value, lang, label }) => ({
      value,
      content: <span lang={lang}>{label}</span>,
    }))}
    value={props.language}
  />
);

/** How a language is called by its speakers. */
export const ownNameOf = ({ languages, language }: LanguageFields): Child => {
  const chosen = languages.find(({ value }) => value === language);
  return chosen && <span lang={chosen.lang}>{chosen.label}</span>;
};

export type AboutFields = { name: string; organisation: string };

export const AboutInputs = (props: AboutFields & Pick<Step, 'site' | 'problems'>) => (
  <>
    <Input
      name="name"
      autocomplete="name"
      spellcheck={false}
      label={props.site.locale.say('subscribe.name')}
      errorMessage={problemOf(props, 'name')}
      value={props.name}
    />
    <Input
      name="organisation"
      autocomplete="organization"
      label={props.site.locale.say('subscribe.organisation')}
      errorMessage={problemOf(props, 'organisation')}
      value={props.organisation}
    />
  </>
);

export function AboutPage(props: Step & AboutFields & Partial<LanguageFields>) {
  const { site, problems, back, languages = [], language = '' } = props;
  const { say } = site.locale;
  return (
    <Frame site={site} title={say('subscribe.about')} problems={problems} back={back} at="subscribe">
      <h1 class="govuk-heading-l">{say('subscribe.about')}</h1>
      <p>{say('subscribe.aboutHint')}</p>
      <form method="post" action={props.action} novalidate>
        <AboutInputs {...props} />
        {languages.length > 1 && <LanguageRadios {...{ site, problems, languages, language }} />}
        <Button>{say('reader.continue')}</Button>
      </form>
    </Frame>
  );
}

type ChosenProps = { labels: readonly Words[] | 'all'; locale: Locale };

/** Labels of what was chosen, a line each. */
export const Chosen = ({ labels, locale }: ChosenProps): Child =>
  labels === 'all' ? (
    locale.say('reader.allSections')
  ) : (
    <ul class="govuk-list">
      {labels.map((label) => (
        <li>
          <Said of={label} lang={locale.language} />
        </li>
      ))}
    </ul>
  );

export type CheckProps = Step & {
  /** Absent where there is one language alone. */
  spoken?: LanguageFields;
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

/** A row of answers, with the way to change it. */
export function answerRow(
  { say }: Locale,
  answer: { key: AnswerKey; value: SummaryRow['value']; href: string },
): SummaryRow {
  const { key, value, href } = answer;
  const change = { href, content: say('reader.change'), visuallyHiddenText: say(`answers.${key}Named`) };
  return { key: say(`answers.${key}`), value, actions: { items: [change] } };
}
export type AnswerKey = 'sections' | 'email' | 'name' | 'organisation' | 'format' | 'language' | 'pause';

export function CheckPage(props: CheckProps) {
  const { locale } = props.site;
  const { say, pieces } = locale;
  const { sections, email, about } = props.changes;
  const chosen = { content: <Chosen labels={props.labels} locale={locale} /> };
  const given = (text: string) => text || say('answers.notGiven');
  const rows: SummaryRow[] = [
    answerRow(locale, { key: 'sections', value: chosen, href: sections }),
    answerRow(locale, { key: 'email', value: props.email, href: email }),
    answerRow(locale, { key: 'name', value: given(props.name), href: about }),
    answerRow(locale, { key: 'organisation', value: given(props.organisation), href: about }),
    ...(props.spoken
      ? [answerRow(locale, { key: 'language', value: { content: ownNameOf(props.spoken) }, href: about })]
      : []),
  ];
  return (
    <Frame site={props.site} title={say('subscribe.check')} back={props.back} at="subscribe">
      <h1 class="govuk-heading-l">{say('subscribe.check')}</h1>
      {props.suggestion && (
        <InsetText>
          <p>
            {pieces('subscribe.didYouMean', {
              suggestion: props.suggestion,
              email: props.email,
              strong: (inside) => <strong>{inside}</strong>,
            })}
          </p>
        </InsetText>
      )}
      <SummaryList rows={rows} />
      <p>{props.wording}</p>
      <p>
        {pieces('subscribe.whatWeKeep', {
          link: (inside) => <a href={props.site.at(paths.privacy())}>{inside}</a>,
        })}
      </p>
      <form method="post" novalidate>
        <Button>{say('subscribe.button')}</Button>
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
  const { say, pieces } = site.locale;
  const strong = (inside: Child[]) => <strong>{inside}</strong>;
  return (
    <Frame site={site} title={say('reader.checkEmail')} at="subscribe">
      <h1 class="govuk-heading-l">{say('reader.checkEmail')}</h1>
      <p class="lead">
        {waitHours === undefined
          ? pieces('subscribe.sent', { email, strong })
          : pieces('subscribe.willSend', { email, strong, hours: waitHours })}
      </p>
      {waitHours !== undefined && <BusyNote site={site} />}
      <p>{say('subscribe.linkWorks')}</p>
      <Details summary={say('subscribe.notCome')}>
        <p>{say('subscribe.lookInSpam')}</p>
        <p>{pieces('subscribe.wrongAddress', { link: (inside) => <a href={changeEmail}>{inside}</a> })}</p>
      </Details>
      <p>
        <a href={site.at(paths.editions())}>{say('reader.readPast')}</a>
      </p>
    </Frame>
  );
}
