import { paths } from '../../../src/core/index.ts';
import { Button, Panel } from '../components/index.ts';
import type { Words } from '../parts.tsx';
import type { Site } from '../site.ts';
import { Frame } from './frame.tsx';
import { Chosen } from './subscribe.tsx';
import { BusyNote, withinHours } from './waiting.tsx';

export type ConfirmProps = { site: Site; labels: readonly Words[] | 'all'; wording: string };

/** A page with a button: programs that follow links in mails never press it. */
export function ConfirmPage({ site, labels, wording }: ConfirmProps) {
  return (
    <Frame site={site} title="Confirm your subscription">
      <h1 class="govuk-heading-l">Confirm your subscription</h1>
      <p>You asked for {site.name} with:</p>
      <Chosen labels={labels} lang={site.lang} />
      <form method="post" novalidate>
        <p>{wording}</p>
        <Button>Confirm my subscription</Button>
      </form>
      <p>If you did not ask for this, close this page. Nothing is sent to you unless you confirm.</p>
    </Frame>
  );
}

export type ConfirmedProps = { site: Site; labels: readonly Words[] | 'all'; preferences: string };

export function ConfirmedPage({ site, labels, preferences }: ConfirmedProps) {
  return (
    <Frame site={site} title="You are subscribed">
      <Panel title="You are subscribed">The next edition comes to your mailbox</Panel>
      <p>You chose:</p>
      <Chosen labels={labels} lang={site.lang} />
      <p>
        You can <a href={preferences}>change your preferences</a> at any time. Every email has that link, and
        one to stop.
      </p>
      <p>
        <a href={site.at(paths.editions())}>Read past editions</a>
      </p>
    </Frame>
  );
}

/** Used before. It no longer opens anything: the mail that holds it may be old or passed on. */
export function AlreadyConfirmedPage({ site }: { site: Site }) {
  return (
    <Frame site={site} title="You are already subscribed">
      <h1 class="govuk-heading-l">You are already subscribed</h1>
      <p>This link was used before, and {site.name} comes to you. There is nothing else to do.</p>
      <p>
        To change what you get, use the preferences link in any of our emails, or{' '}
        <a href={site.at(paths.lostLink())}>ask for a new one</a>.
      </p>
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
  return (
    <Frame site={site} title="This link no longer works">
      <h1 class="govuk-heading-l">This link no longer works</h1>
      {reason === 'expired' ? (
        <p>For your safety, links to confirm a subscription work for 7 days.</p>
      ) : (
        <p>It was used before, or a newer link was sent. Use the link in our latest email.</p>
      )}
      <form method="post" action={again} novalidate>
        <Button>Send me a new link</Button>
      </form>
    </Frame>
  );
}

export function ConfirmAgainPage({ site, waitHours }: { site: Site; waitHours?: number | undefined }) {
  return (
    <Frame site={site} title="Check your email">
      <h1 class="govuk-heading-l">Check your email</h1>
      <p class="lead">
        {waitHours === undefined
          ? 'We have sent a new link to the address that you gave.'
          : `We will send a new link to the address that you gave ${withinHours(waitHours)}.`}{' '}
        Open it and press the button.
      </p>
      {waitHours !== undefined && <BusyNote />}
    </Frame>
  );
}
