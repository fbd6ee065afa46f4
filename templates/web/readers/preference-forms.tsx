import type { Child } from 'hono/jsx';
import { Button, DateInput, Input, Radios, WarningText } from '../components/index.ts';
import type { Site } from '../site.ts';
import { Frame, type Problem, problemOf } from './frame.tsx';
import { SectionChoice, type SectionOption } from './section-choice.tsx';
import { type AboutFields, AboutInputs } from './subscribe.tsx';

type FormProps = {
  site: Site;
  /** The preferences page. */
  back: string;
  problems?: readonly Problem[];
};

/** A form of its own page that saves and goes back to the preferences. */
function PreferenceForm(props: FormProps & { title: string; save?: string; children?: Child }) {
  const { save = 'Save', children, ...frame } = props;
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
  const title = 'Which sections do you want?';
  return (
    <PreferenceForm {...props} title={title}>
      <SectionChoice
        lang={props.site.lang}
        sections={props.sections}
        chosen={props.chosen}
        legend={title}
        isPageHeading
        problem={problemOf(props.problems, 'sections')}
      />
      <p>
        If you want none, <a href={props.leave}>stop all emails</a>.
      </p>
    </PreferenceForm>
  );
}

export function AboutForm(props: FormProps & AboutFields) {
  return (
    <PreferenceForm {...props} title="About you">
      <h1 class="govuk-heading-l">About you</h1>
      <p>You can leave both empty.</p>
      <AboutInputs name={props.name} organisation={props.organisation} problems={props.problems} />
    </PreferenceForm>
  );
}

export function FormatForm(props: FormProps & { format: 'html' | 'text' }) {
  const title = 'What kind of email do you want?';
  return (
    <PreferenceForm {...props} title={title}>
      <Radios
        name="format"
        fieldset={{
          legend: { content: title, classes: 'govuk-fieldset__legend--l', isPageHeading: true },
        }}
        errorMessage={problemOf(props.problems, 'format')}
        items={[
          { value: 'html', content: 'With pictures and headings' },
          {
            value: 'text',
            content: 'Plain text',
            hint: 'Words only. It is smaller, and works in any email program.',
          },
        ]}
        value={props.format}
      />
    </PreferenceForm>
  );
}

export type PauseValues = { day?: string; month?: string; year?: string };

/** Two forms, so that neither needs a choice first: radios that reveal a field fail axe's `aria-allowed-attr`. */
export function PauseForm(
  props: FormProps & { pausedUntil: string | null; values: PauseValues; example: string },
) {
  const { site, back, problems, pausedUntil, values } = props;
  const title = pausedUntil ? 'Change or end the pause' : 'Pause the bulletin';
  return (
    <Frame site={site} title={title} back={back} problems={problems}>
      <h1 class="govuk-heading-l">{title}</h1>
      {pausedUntil ? (
        <form method="post" novalidate>
          <p>The bulletin is paused until {pausedUntil}.</p>
          <Button name="end" value="1" classes="govuk-button--secondary">
            End the pause now
          </Button>
        </form>
      ) : (
        <p>No edition is sent to you until the day that you choose. Your sections stay as they are.</p>
      )}
      <form method="post" novalidate>
        <DateInput
          id="until"
          namePrefix="until"
          fieldset={{ legend: { content: 'Send it again from', classes: 'govuk-fieldset__legend--m' } }}
          hint={`Within the next year. For example, ${props.example}.`}
          errorMessage={problemOf(problems, 'until-day')}
          values={{ 'until-day': values.day, 'until-month': values.month, 'until-year': values.year }}
        />
        <Button>Pause until this day</Button>
      </form>
    </Frame>
  );
}

export function AddressForm(props: FormProps & { email: string; current: string }) {
  const title = 'What is your new email address?';
  return (
    <PreferenceForm {...props} title={title} save="Continue">
      <Input
        name="email"
        type="email"
        autocomplete="email"
        spellcheck={false}
        label={{ content: title, classes: 'govuk-label--l', isPageHeading: true }}
        hint={`Now it is ${props.current}. We send a link to the new address; the bulletin moves when you open it.`}
        errorMessage={problemOf(props.problems, 'email')}
        value={props.email}
      />
    </PreferenceForm>
  );
}

/** Buttons and not links: giving a copy is written to the reader's ledger, and opening a page changes nothing. */
export function CopyForm({ site, back }: FormProps) {
  const title = 'Get a copy of what we hold about you';
  return (
    <Frame site={site} title={title} back={back}>
      <h1 class="govuk-heading-l">{title}</h1>
      <p>
        It holds your details, your choices, every change of them and why, and which emails were sent to you.
        We do not record whether you open an email or follow a link in it.
      </p>
      <form method="post" novalidate>
        <div class="govuk-button-group">
          <Button name="as" value="csv">
            Download as a table (CSV)
          </Button>
          <Button name="as" value="json" classes="govuk-button--secondary">
            Download for programs (JSON)
          </Button>
        </div>
      </form>
    </Frame>
  );
}

export function DeleteForm(props: FormProps & { wording: string }) {
  const title = 'Delete my data';
  return (
    <Frame {...props} title={title}>
      <h1 class="govuk-heading-l">{title}</h1>
      <p>We delete your address, name and organisation everywhere, at once, and you get no more emails.</p>
      <p>
        A code made from your address stays, so that nobody can add you again by mistake. Nobody can read the
        address from it.
      </p>
      <WarningText>{props.wording}</WarningText>
      <form method="post" novalidate>
        <Button classes="govuk-button--warning" preventDoubleClick>
          Delete my data
        </Button>
      </form>
    </Frame>
  );
}
