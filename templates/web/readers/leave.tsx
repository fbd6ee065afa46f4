import { paths } from '../../../src/core/index.ts';
import { Button, Panel, Radios } from '../components/index.ts';
import type { Site } from '../site.ts';
import { Frame, type Problem } from './frame.tsx';
import { SectionChoice, type SectionOption } from './section-choice.tsx';

export type LeaveProps = {
  site: Site;
  /** Stop only this one. */
  section?: { label: string; isLast: boolean };
  /** Where to keep only some sections instead. */
  keep: string;
  wording: string;
};

/** One button, nothing to fill in: leaving is as easy as joining. */
export function LeavePage({ site, section, keep, wording }: LeaveProps) {
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
      {!section && (
        <p>
          <a href={keep}>Keep only some sections instead</a>
        </p>
      )}
      <PreferencesHint site={site} />
    </Frame>
  );
}

export type KeepProps = {
  site: Site;
  back: string;
  sections: readonly SectionOption[];
  problem?: Problem;
};

export function KeepPage({ site, back, sections, problem }: KeepProps) {
  const title = 'Which sections do you want to keep?';
  return (
    <Frame site={site} title={title} back={back} problems={problem && [problem]}>
      <form method="post" novalidate>
        <SectionChoice
          lang={site.lang}
          sections={sections}
          chosen={[]}
          legend={title}
          isPageHeading
          problem={problem?.message}
          withoutAll
        />
        <Button>Keep only these sections</Button>
      </form>
    </Frame>
  );
}

export function AlreadyLeftPage({ site }: { site: Site }) {
  return (
    <Frame site={site} title="You do not get the bulletin">
      <h1 class="govuk-heading-l">You do not get {site.name}</h1>
      <p>Nothing is sent to you any more. There is nothing else to do.</p>
      <p>
        If you want it again, <a href={site.at(paths.subscribe())}>subscribe</a>.
      </p>
    </Frame>
  );
}

export type LeftProps = {
  site: Site;
  /** Addresses of what can be done next. */
  ways: { undo: string; keep: string; why: string };
  /** Undo and keeping some sections are open. */
  canUndo: boolean;
  reasons: readonly { value: string; label: string }[];
  told?: boolean;
  problem?: Problem;
};

export function LeftPage(props: LeftProps) {
  const { site, ways, problem } = props;
  return (
    <Frame site={site} title="You have unsubscribed" problems={problem && [problem]}>
      <Panel title="You have unsubscribed">No more editions of {site.name} will be sent to you</Panel>
      {props.canUndo && (
        <form method="post" action={ways.undo} novalidate>
          <p>
            If you left by mistake, you can undo it within a day. Or you can{' '}
            <a href={ways.keep}>keep only some sections</a>.
          </p>
          <Button classes="govuk-button--secondary">Undo: send me the bulletin again</Button>
        </form>
      )}
      {props.told ? <p>Thank you for telling us why.</p> : <Why {...props} />}
    </Frame>
  );
}

function Why({ ways, reasons, problem }: LeftProps) {
  return (
    <form method="post" action={ways.why} novalidate>
      <Radios
        name="why"
        fieldset={{
          legend: {
            content: <h2 class="govuk-fieldset__heading">Why did you leave? (optional)</h2>,
            classes: 'govuk-fieldset__legend--m',
          },
        }}
        hint="It helps the editors to make a better bulletin."
        errorMessage={problem?.message}
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
      <PreferencesHint site={site} />
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
      <PreferencesHint site={site} />
    </Frame>
  );
}

export function KeptPage({ site }: { site: Site }) {
  return (
    <Frame site={site} title="Your choice is saved">
      <Panel title="Your choice is saved">You get only the sections that you kept</Panel>
      <PreferencesHint site={site} />
    </Frame>
  );
}

// No link to the preferences here: an unsubscribe link works for ever, also from a mailbox that the reader has left or
// from a mail that was passed on, and must not open what we hold about them.
const PreferencesHint = ({ site }: { site: Site }) => (
  <p>
    To see or change what you get, use the preferences link in any of our emails, or{' '}
    <a href={site.at(paths.lostLink())}>ask for a new one</a>.
  </p>
);
