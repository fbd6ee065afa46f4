import { paths } from '../../../src/core/index.ts';
import { Button, Input, Panel } from '../components/index.ts';
import type { Site } from '../site.ts';
import { Frame, type Problem, problemOf } from './frame.tsx';

export function LostLinkPage(props: { site: Site; email: string; problems?: readonly Problem[] }) {
  const title = 'Get a link to your preferences';
  const open = {
    path: paths.lostLink(),
    description: `Change or stop the emails that you get from ${props.site.name}.`,
  };
  return (
    <Frame site={props.site} title={title} problems={props.problems} open={open} question>
      <h1 class="govuk-heading-l">{title}</h1>
      <p>There is no password. Every email from us has a link, and here you can ask for a new one.</p>
      <form method="post" novalidate>
        <Input
          name="email"
          type="email"
          autocomplete="email"
          spellcheck={false}
          label="Email address at which you get the bulletin"
          errorMessage={problemOf(props.problems, 'email')}
          value={props.email}
        />
        <Button>Send me a link</Button>
      </form>
    </Frame>
  );
}

/** The same for every address: the page never says who reads the bulletin. */
export function LinkSentPage({ site }: { site: Site }) {
  return (
    <Frame site={site} title="Check your email">
      <h1 class="govuk-heading-l">Check your email</h1>
      <p class="lead">If that address gets {site.name}, we have sent a link to it.</p>
      <p>
        If nothing comes, you may have used another address, or{' '}
        <a href={site.at(paths.subscribe())}>not subscribed</a> yet.
      </p>
    </Frame>
  );
}

export function ErasedPage({ site }: { site: Site }) {
  return (
    <Frame site={site} title="Your data is deleted">
      <Panel title="Your data is deleted">You get no more emails from {site.name}</Panel>
      <p>The links in our old emails still stop the bulletin, and do nothing else.</p>
    </Frame>
  );
}

export function AddressChangePage(props: { site: Site; email: string; wording: string }) {
  return (
    <Frame site={props.site} title="Confirm your new address">
      <h1 class="govuk-heading-l">Confirm your new address</h1>
      <p>
        The bulletin will come to <strong>{props.email}</strong>. We tell your old address that it has moved.
      </p>
      <form method="post" novalidate>
        <p>{props.wording}</p>
        <Button>Use this address</Button>
      </form>
    </Frame>
  );
}

export function AddressChangedPage(props: { site: Site; email: string; preferences: string }) {
  return (
    <Frame site={props.site} title="Your address has changed">
      <Panel title="Your address has changed">The bulletin now comes to {props.email}</Panel>
      <p>
        <a href={props.preferences}>See or change your preferences</a>. Links in older emails no longer open
        them.
      </p>
    </Frame>
  );
}

export function AddressLinkDeadPage({ site, reason }: { site: Site; reason: 'expired' | 'gone' }) {
  return (
    <Frame site={site} title="This link no longer works">
      <h1 class="govuk-heading-l">This link no longer works</h1>
      <p>
        {reason === 'expired'
          ? 'Links to confirm a new address work for 7 days.'
          : 'It was used before, or a newer link was sent.'}{' '}
        You can ask for the change again on your preferences page: the link is in every email.
      </p>
    </Frame>
  );
}

/** For a link that was cut short, changed, or replaced by a newer one. */
export function DeadLinkPage({ site, sentence }: { site: Site; sentence: string }) {
  return (
    <Frame site={site} title="This link does not work">
      <h1 class="govuk-heading-l">This link does not work</h1>
      <p class="lead">{sentence}</p>
      <p>You can:</p>
      <ul class="govuk-list govuk-list--bullet">
        <li>
          <a href={site.at(paths.lostLink())}>get a new link to your preferences</a>, where you can also stop
          all emails
        </li>
        <li>
          <a href={site.at(paths.subscribe())}>subscribe</a>
        </li>
        {site.contact && (
          <li>
            <a href={`mailto:${site.contact}`}>write to the editors</a>
          </li>
        )}
      </ul>
    </Frame>
  );
}

export type TooManyProps = {
  site: Site;
  /** In words, such as "5 minutes". */
  wait: string;
};

export function TooManyPage({ site, wait }: TooManyProps) {
  return (
    <Frame site={site} title="Please wait a little">
      <h1 class="govuk-heading-l">Please wait a little</h1>
      <p class="lead">
        This was asked for too often from your network or for this address. Try again in{' '}
        <strong>{wait}</strong>.
      </p>
      <p>
        We limit it so that nobody can use our forms to fill somebody else’s mailbox. If you were sent an
        email already, use the link in it: it still works.
      </p>
    </Frame>
  );
}
