import { Button, Details, Panel, Radios } from '../components/index.ts';
import type { Site } from '../site.ts';
import { Frame, type Problem, problemOf } from './frame.tsx';
import { SectionChoice, type SectionOption } from './section-choice.tsx';

export type LeaveProps = {
  site: Site;
  /** Stop only this one. */
  section?: { label: string; isLast: boolean };
  wording: string;
};

/** One button, nothing to fill in: leaving is as easy as joining. */
export function LeavePage({ site, section, wording }: LeaveProps) {
  const title = section ? `Stop “${section.label}”` : `Stop ${site.name}`;
  return (
    <Frame site={site} title={title}>
      <h1 class="govuk-heading-l">{title}</h1>
      {section ? (
        <p>
          {section.isLast
            ? 'It is the only section that you get, so no more emails will come.'
            : 'The other sections that you chose still come.'}
        </p>
      ) : (
        <p>No more editions will be sent to you. It takes effect at once.</p>
      )}
      <form method="post" novalidate>
        <input type="hidden" name="page" value="1" />
        <Button preventDoubleClick>{wording.replace(/\.$/, '')}</Button>
      </form>
      <p>
        To get fewer sections, plain text or a pause instead, use the preferences link in any of our emails,
        or <a href="/preferences">ask for a new one</a>.
      </p>
    </Frame>
  );
}

export function AlreadyLeftPage({ site }: { site: Site }) {
  return (
    <Frame site={site} title="You do not get the bulletin">
      <h1 class="govuk-heading-l">You do not get {site.name}</h1>
      <p>Nothing is sent to you any more. There is nothing else to do.</p>
      <p>
        If you want it again, <a href="/subscribe">subscribe</a>.
      </p>
    </Frame>
  );
}

export type LeftProps = {
  site: Site;
  /** Addresses of the forms on the page. */
  actions: { undo: string; keep: string; why: string };
  /** Undo and keeping some sections are open. */
  canUndo: boolean;
  sections: readonly SectionOption[];
  reasons: readonly { value: string; label: string }[];
  told?: boolean;
  problems?: readonly Problem[];
};

export function LeftPage(props: LeftProps) {
  const { site, actions, problems } = props;
  return (
    <Frame site={site} title="You have left" problems={problems}>
      <Panel title="You have left">No more editions of {site.name} will be sent to you</Panel>
      {props.canUndo && (
        <form method="post" action={actions.undo} novalidate>
          <p>If you left by mistake, you can undo it within a day.</p>
          <Button classes="govuk-button--secondary">Undo: send me the bulletin again</Button>
        </form>
      )}
      {props.canUndo && props.sections.length > 1 && (
        <Details summary="Keep only some sections instead" open={!!problemOf(problems, 'sections')}>
          <form method="post" action={actions.keep} novalidate>
            <SectionChoice
              sections={props.sections}
              chosen={[]}
              legend="Which sections do you want to keep?"
              problem={problemOf(problems, 'sections')}
              withoutAll
            />
            <Button classes="govuk-button--secondary">Keep these sections</Button>
          </form>
        </Details>
      )}
      {props.told ? <p>Thank you for telling us why.</p> : <Why {...props} />}
    </Frame>
  );
}

function Why({ actions, reasons, problems }: LeftProps) {
  const problem = problemOf(problems, 'why');
  return (
    <form method="post" action={actions.why} novalidate>
      <Radios
        name="why"
        fieldset={{
          legend: {
            content: <h2 class="govuk-fieldset__heading">Why did you leave? (optional)</h2>,
            classes: 'govuk-fieldset__legend--m',
          },
        }}
        hint="It helps the editors to make a better bulletin."
        errorMessage={problem}
        classes="govuk-radios--small"
        items={reasons.map(({ value, label }) => ({ value, content: label }))}
      />
      <Button classes="govuk-button--secondary">Tell the editors</Button>
    </form>
  );
}

export function SectionStoppedPage(props: { site: Site; label: string; leave: string }) {
  const { site, label, leave } = props;
  return (
    <Frame site={site} title={`You have stopped “${label}”`}>
      <Panel title={`You have stopped “${label}”`}>The other sections still come</Panel>
      <PreferencesHint />
      <p>
        <a href={leave}>Stop all emails</a>
      </p>
    </Frame>
  );
}

export function CameBackPage({ site }: { site: Site }) {
  return (
    <Frame site={site} title="You get the bulletin again">
      <Panel title="You get the bulletin again">Nothing was lost</Panel>
      <PreferencesHint />
    </Frame>
  );
}

// No link to the preferences here: an unsubscribe link works for ever, also from a mailbox that the reader has left or
// from a mail that was passed on, and must not open what we hold about them.
const PreferencesHint = () => (
  <p>
    To see or change what you get, use the preferences link in any of our emails, or{' '}
    <a href="/preferences">ask for a new one</a>.
  </p>
);
