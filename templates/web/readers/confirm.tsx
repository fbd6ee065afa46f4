import { paths } from '../../../src/core/index.ts';
import { Button, Panel } from '../components/index.ts';
import { type Issue, IssueName } from '../lists.tsx';
import type { Words } from '../parts.tsx';
import type { Site } from '../site.ts';
import { askForLink, Frame } from './frame.tsx';
import { Chosen } from './subscribe.tsx';
import { BusyNote } from './waiting.tsx';

export type ConfirmProps = { site: Site; labels: readonly Words[] | 'all'; wording: string };

/** A page with a button: programs that follow links in mails never press it. */
export function ConfirmPage({ site, labels, wording }: ConfirmProps) {
  const { say } = site.locale;
  return (
    <Frame site={site} title={say('confirm.title')}>
      <h1 class="govuk-heading-l">{say('confirm.title')}</h1>
      <p>{say('confirm.asked', site)}</p>
      <Chosen labels={labels} locale={site.locale} />
      <form method="post" novalidate>
        <p>{wording}</p>
        <Button>{say('confirm.button')}</Button>
      </form>
      <p>{say('confirm.ifNotYou')}</p>
    </Frame>
  );
}

export type ConfirmedProps = {
  site: Site;
  labels: readonly Words[] | 'all';
  preferences: string;
  /** What the calendar has next; its number only where that is settled. */
  next?: { day: string; number?: number } | undefined;
  latest?: (Issue & { path: string }) | undefined;
};

export function ConfirmedPage({ site, labels, preferences, next, latest }: ConfirmedProps) {
  const { say, pieces } = site.locale;
  return (
    <Frame site={site} title={say('confirm.done')}>
      <Panel title={say('confirm.done')}>{say('confirm.next')}</Panel>
      {next && (
        <p>
          {next.number === undefined
            ? say('confirm.nextOn', next)
            : say('confirm.nextIssueOn', { day: next.day, number: String(next.number) })}
        </p>
      )}
      {latest && (
        <p>
          {pieces('confirm.meanwhile', {
            edition: <IssueName edition={latest} site={site} />,
            link: (inside) => <a href={site.at(latest.path)}>{inside}</a>,
          })}
        </p>
      )}
      <p>{say('confirm.chose')}</p>
      <Chosen labels={labels} locale={site.locale} />
      <p>{pieces('confirm.canChange', { link: (inside) => <a href={preferences}>{inside}</a> })}</p>
      <p>
        <a href={site.at(paths.editions())}>{say('reader.readPast')}</a>
      </p>
    </Frame>
  );
}

/** Used before. It no longer opens anything: the mail that holds it may be old or passed on. */
export function AlreadyConfirmedPage({ site }: { site: Site }) {
  const { say } = site.locale;
  return (
    <Frame site={site} title={say('confirm.already')}>
      <h1 class="govuk-heading-l">{say('confirm.already')}</h1>
      <p>{say('confirm.usedBefore', site)}</p>
      <p>{site.locale.pieces('confirm.askAgain', { link: askForLink(site) })}</p>
    </Frame>
  );
}

/** The link is real but too old, or a newer one was sent. */
export function ConfirmExpiredPage(props: {
  site: Site;
  reason: 'expired' | 'superseded';
  /** Where a new link is asked for. */
  again: string;
}) {
  const { site, reason, again } = props;
  const { say } = site.locale;
  return (
    <Frame site={site} title={say('reader.linkDead')}>
      <h1 class="govuk-heading-l">{say('reader.linkDead')}</h1>
      <p>{say(reason === 'expired' ? 'confirm.expired' : 'confirm.superseded')}</p>
      <form method="post" action={again} novalidate>
        <Button>{say('confirm.sendAgain')}</Button>
      </form>
    </Frame>
  );
}

export function ConfirmAgainPage({ site, waitHours }: { site: Site; waitHours?: number | undefined }) {
  const { say } = site.locale;
  return (
    <Frame site={site} title={say('reader.checkEmail')}>
      <h1 class="govuk-heading-l">{say('reader.checkEmail')}</h1>
      <p class="lead">
        {waitHours === undefined
          ? say('confirm.newLinkSent')
          : say('confirm.newLinkComes', { hours: waitHours })}
      </p>
      {waitHours !== undefined && <BusyNote site={site} />}
    </Frame>
  );
}
