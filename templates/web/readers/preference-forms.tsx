import type { Child } from 'hono/jsx';
import { Button, DateInput, Input, Radios, WarningText } from '../components/index.ts';
import type { Site } from '../site.ts';
import { Frame, type Problem, problemOf } from './frame.tsx';
import { SectionChoice, type SectionOption } from './section-choice.tsx';
import { type AboutFields, AboutInputs, type LanguageFields, LanguageRadios } from './subscribe.tsx';

type FormProps = {
  site: Site;
  /** The preferences page. */
  back: string;
  problems?: readonly Problem[];
};

/** A form of its own page that saves and goes back to the preferences. */
function PreferenceForm(props: FormProps & { title: string; save?: string; children?: Child }) {
  const { save = props.site.locale.say('preferences.save'), children, ...frame } = props;
  return (
    <Frame {...frame}>
      <form method="post" novalidate>
        {children}
        <Button>{save}</Button>
      </form>
    </Frame>
  );
}

export function SectionsForm(
  props: FormProps & { sections: readonly SectionOption[]; chosen: 'all' | readonly string[]; leave: string },
) {
  const { say, pieces } = props.site.locale;
  const title = say('subscribe.which');
  return (
    <PreferenceForm {...props} title={title}>
      <SectionChoice
        locale={props.site.locale}
        sections={props.sections}
        chosen={props.chosen}
        legend={title}
        isPageHeading
        problem={problemOf(props, 'sections')}
      />
      <p>{pieces('preferences.wantNone', { link: (inside) => <a href={props.leave}>{inside}</a> })}</p>
    </PreferenceForm>
  );
}

export function AboutForm(props: FormProps & AboutFields) {
  const { say } = props.site.locale;
  return (
    <PreferenceForm {...props} title={say('subscribe.about')}>
      <h1 class="govuk-heading-l">{say('subscribe.about')}</h1>
      <p>{say('preferences.bothEmpty')}</p>
      <AboutInputs {...props} />
    </PreferenceForm>
  );
}

export function FormatForm(props: FormProps & { format: 'html' | 'text' }) {
  const { say } = props.site.locale;
  const title = say('preferences.whichFormat');
  return (
    <PreferenceForm {...props} title={title}>
      <Radios
        name="format"
        fieldset={{
          legend: { content: title, classes: 'govuk-fieldset__legend--l', isPageHeading: true },
        }}
        errorMessage={problemOf(props, 'format')}
        items={[
          { value: 'html', content: say('preferences.asHtml') },
          {
            value: 'text',
            content: say('preferences.plainText'),
            hint: say('preferences.plainTextHint'),
          },
        ]}
        value={props.format}
      />
    </PreferenceForm>
  );
}

export function LanguageForm(props: FormProps & LanguageFields) {
  return (
    <PreferenceForm {...props} title={props.site.locale.say('subscribe.inWhich')}>
      <LanguageRadios {...props} isPageHeading />
    </PreferenceForm>
  );
}

export type PauseValues = { day?: string; month?: string; year?: string };

/** Two forms, so that neither needs a choice first: radios that reveal a field fail axe's `aria-allowed-attr`. */
export function PauseForm(
  props: FormProps & { pausedUntil: string | null; values: PauseValues; example: string },
) {
  const { site, back, problems, pausedUntil, values } = props;
  const { say } = site.locale;
  const title = say(pausedUntil ? 'preferences.changePause' : 'preferences.pause');
  return (
    <Frame site={site} title={title} back={back} problems={problems}>
      <h1 class="govuk-heading-l">{title}</h1>
      {pausedUntil ? (
        <form method="post" novalidate>
          <p>{say('preferences.pausedUntil', { day: pausedUntil })}</p>
          <Button name="end" value="1" classes="govuk-button--secondary">
            {say('preferences.endPause')}
          </Button>
        </form>
      ) : (
        <p>{say('preferences.pauseHint')}</p>
      )}
      <form method="post" novalidate>
        <DateInput
          id="until"
          namePrefix="until"
          fieldset={{
            legend: { content: say('preferences.sendFrom'), classes: 'govuk-fieldset__legend--m' },
          }}
          hint={say('preferences.withinYear', props)}
          partLabels={{ day: say('reader.day'), month: say('reader.month'), year: say('reader.year') }}
          errorMessage={problemOf(props, 'until-day')}
          values={{ 'until-day': values.day, 'until-month': values.month, 'until-year': values.year }}
        />
        <Button>{say('preferences.pauseButton')}</Button>
      </form>
    </Frame>
  );
}

export function AddressForm(props: FormProps & { email: string; current: string }) {
  const { say } = props.site.locale;
  const title = say('preferences.newAddress');
  return (
    <PreferenceForm {...props} title={title} save={say('reader.continue')}>
      <Input
        name="email"
        type="email"
        autocomplete="email"
        spellcheck={false}
        label={{ content: title, classes: 'govuk-label--l', isPageHeading: true }}
        hint={say('preferences.newAddressHint', props)}
        errorMessage={problemOf(props, 'email')}
        value={props.email}
      />
    </PreferenceForm>
  );
}

/** Buttons and not links: giving a copy is written to the reader's ledger, and opening a page changes nothing. */
export function CopyForm({ site, back }: FormProps) {
  const { say } = site.locale;
  const title = say('preferences.copy');
  return (
    <Frame site={site} title={title} back={back}>
      <h1 class="govuk-heading-l">{title}</h1>
      <p>{say('preferences.copyHolds')}</p>
      <form method="post" novalidate>
        <div class="govuk-button-group">
          <Button name="as" value="csv">
            {say('preferences.asCsv')}
          </Button>
          <Button name="as" value="json" classes="govuk-button--secondary">
            {say('preferences.asJson')}
          </Button>
        </div>
      </form>
    </Frame>
  );
}

export function DeleteForm(props: FormProps & { wording: string }) {
  const { say } = props.site.locale;
  const title = say('preferences.erase');
  return (
    <Frame {...props} title={title}>
      <h1 class="govuk-heading-l">{title}</h1>
      <p>{say('preferences.weDelete')}</p>
      <p>{say('preferences.codeStays')}</p>
      <WarningText iconFallbackText={say('reader.warning')}>{props.wording}</WarningText>
      <form method="post" novalidate>
        <Button classes="govuk-button--warning" preventDoubleClick>
          {title}
        </Button>
      </form>
    </Frame>
  );
}
