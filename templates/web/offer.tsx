import { paths } from '../../src/core/index.ts';
import { LinkButton } from './components/index.ts';
import type { Site } from './site.ts';

/** What subscribing gives, and the way there. */
export const Offer = ({ site: { at, locale } }: { site: Site }) => (
  <section class="offer" aria-labelledby="offer">
    <div>
      <h2 id="offer">{locale.say('offer.heading')}</h2>
      <ul>
        <li>{locale.say('offer.onlyYours')}</li>
        <li>{locale.say('offer.oneEmail')}</li>
        <li>{locale.say('offer.unwatched')}</li>
        <li>{locale.say('offer.leaving')}</li>
      </ul>
    </div>
    <div class="govuk-button-group">
      <LinkButton href={at(paths.subscribe())}>{locale.say('offer.subscribe')}</LinkButton>
      <a href={at(paths.feeds())}>{locale.say('offer.feeds')}</a>
    </div>
  </section>
);
