import { paths } from '../../../src/core/index.ts';
import { Button, Panel, Radios } from '../components/index.ts';
import type { Site } from '../site.ts';
import { askForLink, Frame, type Problem, problemOf } from './frame.tsx';
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
  const { say } = site.locale;
  const title = section ? say('leave.stopSection', { section: section.label }) : say('leave.stop', site);
  return (
    <Frame site={site} title={title}>
      <h1 class="govuk-heading-l">{title}</h1>
      {section ? (
        <p>{say(section.isLast ? 'leave.isLast' : 'leave.othersCome')}</p>
      ) : (
        <p>{say('leave.noMore')}</p>
      )}
      <form method="post" novalidate>
        <input type="hidden" name="page" value="1" />
        <Button preventDoubleClick>{wording.replace(/\.$/, '')}</Button>
      </form>
      {!section && (
        <p>
          <a href={keep}>{say('leave.keepSome')}</a>
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
  const { say } = site.locale;
  const title = say('leave.whichKeep');
  return (
    <Frame site={site} title={title} back={back} problems={problem && [problem]}>
      <form method="post" novalidate>
        <SectionChoice
          locale={site.locale}
          sections={sections}
          chosen={[]}
          legend={title}
          isPageHeading
          problem={problem && problemOf({ site, problems: [problem] }, problem.field)}
          withoutAll
        />
        <Button>{say('leave.keepThese')}</Button>
      </form>
    </Frame>
  );
}

export function AlreadyLeftPage({ site }: { site: Site }) {
  const { say, pieces } = site.locale;
  return (
    <Frame site={site} title={say('reader.inactiveTitle')}>
      <h1 class="govuk-heading-l">{say('leave.getNothing', site)}</h1>
      <p>{say('leave.nothingSent')}</p>
      <p>
        {pieces('leave.wantAgain', { link: (inside) => <a href={site.at(paths.subscribe())}>{inside}</a> })}
      </p>
    </Frame>
  );
}

/** Why a reader left, as the ledger knows it. */
export type LeaveReason =
  | 'too-often'
  | 'not-relevant'
  | 'too-long'
  | 'changed-role'
  | 'never-asked'
  | 'elsewhere'
  | 'other';

export type LeftProps = {
  site: Site;
  /** Addresses of what can be done next. */
  ways: { undo: string; keep: string; why: string };
  /** Undo and keeping some sections are open. */
  canUndo: boolean;
  reasons: readonly LeaveReason[];
  told?: boolean;
  problem?: Problem;
};

export function LeftPage(props: LeftProps) {
  const { site, ways, problem } = props;
  const { say, pieces } = site.locale;
  return (
    <Frame site={site} title={say('leave.done')} problems={problem && [problem]}>
      <Panel title={say('leave.done')}>{say('leave.noMoreOf', site)}</Panel>
      {props.canUndo && (
        <form method="post" action={ways.undo} novalidate>
          <p>{pieces('leave.byMistake', { link: (inside) => <a href={ways.keep}>{inside}</a> })}</p>
          <Button classes="govuk-button--secondary">{say('leave.undo')}</Button>
        </form>
      )}
      {props.told ? <p>{say('leave.thanks')}</p> : <Why {...props} />}
    </Frame>
  );
}

function Why({ site, ways, reasons, problem }: LeftProps) {
  const { say } = site.locale;
  return (
    <form method="post" action={ways.why} novalidate>
      <Radios
        name="why"
        fieldset={{
          legend: {
            content: <h2 class="govuk-fieldset__heading">{say('leave.why')}</h2>,
            classes: 'govuk-fieldset__legend--m',
          },
        }}
        hint={say('leave.whyHint')}
        errorMessage={problem && problemOf({ site, problems: [problem] }, problem.field)}
        classes="govuk-radios--small"
        items={reasons.map((reason) => ({ value: reason, content: say(`leaveReasons.${reason}`) }))}
      />
      <Button classes="govuk-button--secondary">{say('leave.tell')}</Button>
    </form>
  );
}

export function SectionStoppedPage(props: { site: Site; label: string; leave: string }) {
  const { site, label, leave } = props;
  const title = site.locale.say('leave.sectionStopped', { section: label });
  return (
    <Frame site={site} title={title}>
      <Panel title={title}>{site.locale.say('leave.othersStillCome')}</Panel>
      <PreferencesHint site={site} />
      <p>
        <a href={leave}>{site.locale.say('reader.stopAll')}</a>
      </p>
    </Frame>
  );
}

export function CameBackPage({ site }: { site: Site }) {
  const { say } = site.locale;
  return (
    <Frame site={site} title={say('leave.cameBack')}>
      <Panel title={say('leave.cameBack')}>{say('leave.nothingLost')}</Panel>
      <PreferencesHint site={site} />
    </Frame>
  );
}

export function KeptPage({ site }: { site: Site }) {
  const { say } = site.locale;
  return (
    <Frame site={site} title={say('leave.kept')}>
      <Panel title={say('leave.kept')}>{say('leave.onlyKept')}</Panel>
      <PreferencesHint site={site} />
    </Frame>
  );
}

// No link to the preferences here: an unsubscribe link works for ever, also from a mailbox that the reader has left or
// from a mail that was passed on, and must not open what we hold about them.
const PreferencesHint = ({ site }: { site: Site }) => (
  <p>{site.locale.pieces('leave.preferencesHint', { link: askForLink(site) })}</p>
);
