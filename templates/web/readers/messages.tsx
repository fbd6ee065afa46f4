import { paths } from '../../../src/core/index.ts';
import { Button, Input, Panel } from '../components/index.ts';
import type { Site } from '../site.ts';
import { askForLink, Frame, type Problem, problemOf } from './frame.tsx';

export function LostLinkPage(props: { site: Site; email: string; problems?: readonly Problem[] }) {
  const { say } = props.site.locale;
  const title = say('lostLink.title');
  const open = {
    path: paths.lostLink(),
    description: say('lostLink.description', props.site),
  };
  return (
    <Frame site={props.site} title={title} problems={props.problems} open={open}>
      <h1 class="govuk-heading-l">{title}</h1>
      <p>{say('lostLink.noPassword')}</p>
      <form method="post" novalidate>
        <Input
          name="email"
          type="email"
          autocomplete="email"
          spellcheck={false}
          label={say('lostLink.email')}
          errorMessage={problemOf(props, 'email')}
          value={props.email}
        />
        <Button>{say('lostLink.button')}</Button>
      </form>
    </Frame>
  );
}

/** The same for every address: the page never says who reads the bulletin. */
export function LinkSentPage({ site }: { site: Site }) {
  const { say, pieces } = site.locale;
  return (
    <Frame site={site} title={say('reader.checkEmail')}>
      <h1 class="govuk-heading-l">{say('reader.checkEmail')}</h1>
      <p class="lead">{say('lostLink.sent', site)}</p>
      <p>
        {pieces('lostLink.nothingComes', {
          link: (inside) => <a href={site.at(paths.subscribe())}>{inside}</a>,
        })}
      </p>
    </Frame>
  );
}

export function ErasedPage({ site }: { site: Site }) {
  const { say } = site.locale;
  return (
    <Frame site={site} title={say('erased.title')}>
      <Panel title={say('erased.title')}>{say('erased.noMore', site)}</Panel>
      <p>{say('erased.oldLinks')}</p>
    </Frame>
  );
}

export function AddressChangePage(props: { site: Site; email: string; wording: string }) {
  const { say, pieces } = props.site.locale;
  return (
    <Frame site={props.site} title={say('address.confirm')}>
      <h1 class="govuk-heading-l">{say('address.confirm')}</h1>
      <p>
        {pieces('address.willCome', {
          email: props.email,
          strong: (inside) => <strong>{inside}</strong>,
        })}
      </p>
      <form method="post" novalidate>
        <p>{props.wording}</p>
        <Button>{say('address.button')}</Button>
      </form>
    </Frame>
  );
}

export function AddressChangedPage(props: { site: Site; email: string; preferences: string }) {
  const { say, pieces } = props.site.locale;
  return (
    <Frame site={props.site} title={say('address.changed')}>
      <Panel title={say('address.changed')}>{say('address.nowComes', { email: props.email })}</Panel>
      <p>
        {pieces('address.seePreferences', { link: (inside) => <a href={props.preferences}>{inside}</a> })}
      </p>
    </Frame>
  );
}

export function AddressLinkDeadPage({ site, reason }: { site: Site; reason: 'expired' | 'gone' }) {
  const { say } = site.locale;
  return (
    <Frame site={site} title={say('reader.linkDead')}>
      <h1 class="govuk-heading-l">{say('reader.linkDead')}</h1>
      <p>{say(reason === 'expired' ? 'address.linkExpired' : 'address.linkGone')}</p>
    </Frame>
  );
}

/** For a link that was cut short, changed, or replaced by a newer one. */
export function DeadLinkPage({ site, sentence }: { site: Site; sentence: string }) {
  const { say, pieces } = site.locale;
  return (
    <Frame site={site} title={say('deadLink.title')}>
      <h1 class="govuk-heading-l">{say('deadLink.title')}</h1>
      <p class="lead">{sentence}</p>
      <p>{say('deadLink.youCan')}</p>
      <ul class="govuk-list govuk-list--bullet">
        <li>{pieces('deadLink.newLink', { link: askForLink(site) })}</li>
        <li>
          <a href={site.at(paths.subscribe())}>{say('deadLink.subscribe')}</a>
        </li>
        {site.contact && (
          <li>
            <a href={`mailto:${site.contact}`}>{say('deadLink.write')}</a>
          </li>
        )}
      </ul>
    </Frame>
  );
}

export type TooManyProps = { site: Site; wait: { count: number; unit: 'minutes' | 'hours' } };

export function TooManyPage({ site, wait }: TooManyProps) {
  const { say, pieces } = site.locale;
  return (
    <Frame site={site} title={say('tooMany.title')}>
      <h1 class="govuk-heading-l">{say('tooMany.title')}</h1>
      <p class="lead">
        {pieces(wait.unit === 'hours' ? 'tooMany.hours' : 'tooMany.minutes', {
          count: wait.count,
          strong: (inside) => <strong>{inside}</strong>,
        })}
      </p>
      <p>{say('tooMany.why')}</p>
    </Frame>
  );
}
