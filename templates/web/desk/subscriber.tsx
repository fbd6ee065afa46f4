import { paths, type SubscriberState } from '../../../src/core/index.ts';
import { BackLink, Button, InsetText, LinkButton, SummaryList, Table } from '../components/index.ts';
import type { Moment } from '../parts.tsx';
import { Time } from '../parts.tsx';
import type { Site } from '../site.ts';
import { SubscriberTag } from './subscribers.tsx';

export type ReaderAct = 'unsubscribe' | 'suppress' | 'lift' | 'erase';

export type SubscriberView = {
  site: Site;
  id: number;
  email: string | null;
  state: SubscriberState;
  /** What they get from now on, and why. */
  now: string;
  facts: readonly { key: string; value: string }[];
  /** "Why did I not get it?", of the newest editions. */
  outcomes: readonly { edition: number; sentence: string }[];
  ledger: readonly { at: Moment; event: string; source: string; detail: string }[];
  deliveries: readonly { edition: number; state: string; at: Moment; reason: string }[];
  /** Why older editions are missing. */
  unrecorded: string | undefined;
  mails: readonly { at: Moment; kind: string; state: string }[];
  lifts: readonly { at: Moment; words: string }[];
  /** What may be done, for whoever may. */
  acts: readonly ReaderAct[];
  mayLink: boolean;
  /** The languages in which they could be written to instead. */
  otherLanguages: readonly { value: string; name: string }[];
  /** The record of who did what about this reader. */
  record: boolean;
};

const ACTS: Readonly<Record<ReaderAct, string>> = {
  unsubscribe: 'Unsubscribe',
  suppress: 'Suppress',
  lift: 'Lift the suppression',
  erase: 'Erase',
};

/** One reader: what they get, why an edition did not come, and everything that happened. */
export function SubscriberPage(props: SubscriberView) {
  const { site, id, email, state, now, facts, outcomes } = props;
  return (
    <>
      <BackLink href={site.at(paths.desk.subscribers())}>Subscribers</BackLink>
      <h1 class="desk-headline">{email ?? `Reader ${id}`}</h1>
      <p>
        <SubscriberTag state={state} /> {now}
      </p>
      <section aria-labelledby="why">
        <h2 id="why">Why did I not get it?</h2>
        {outcomes.length === 0 ? (
          <p>No edition has been sent yet.</p>
        ) : (
          <dl class="outcomes">
            {outcomes.map(({ edition, sentence }) => (
              <>
                <dt>Edition {edition}</dt>
                <dd>
                  {sentence}{' '}
                  {state !== 'erased' && (
                    <a href={site.at(paths.desk.preview({ number: edition }, { reader: id }))}>
                      Their mail<span class="govuk-visually-hidden"> of edition {edition}</span>
                    </a>
                  )}
                </dd>
              </>
            ))}
          </dl>
        )}
      </section>
      <section aria-labelledby="held">
        <h2 id="held">What is held</h2>
        <SummaryList rows={facts.map(({ key, value }) => ({ key, value }))} />
      </section>
      <Acts {...props} />
      <History {...props} />
    </>
  );
}

function Acts({ site, id, acts, mayLink, otherLanguages }: SubscriberView) {
  if (acts.length === 0 && !mayLink) return null;
  return (
    <section aria-labelledby="acts">
      <h2 id="acts">At their wish</h2>
      <div class="govuk-button-group">
        {mayLink && (
          <form method="post" action={site.at(paths.desk.subscriberLink({ id }))}>
            <Button classes="govuk-button--secondary" preventDoubleClick>
              Send the preferences link again
            </Button>
          </form>
        )}
        {otherLanguages.map(({ value, name }) => (
          <form method="post" action={site.at(paths.desk.subscriberLanguage({ id }))}>
            <Button name="language" value={value} classes="govuk-button--secondary" preventDoubleClick>
              {`Write to them in ${name}`}
            </Button>
          </form>
        ))}
        {acts.map((act) => (
          <LinkButton href={site.at(paths.desk.subscriberAct({ id, act }))} classes="govuk-button--secondary">
            {ACTS[act]}
          </LinkButton>
        ))}
      </div>
    </section>
  );
}

function History({ site, id, ledger, deliveries, unrecorded, mails, lifts, record }: SubscriberView) {
  return (
    <>
      <section aria-labelledby="happened">
        <h2 id="happened">What happened</h2>
        <Scroll label="What happened">
          <Table
            classes="desk-table"
            head={[{ content: 'When' }, { content: 'What' }, { content: 'Through' }, { content: 'More' }]}
            rows={ledger.map(({ at, event, source, detail }) => [
              when(at),
              { content: event },
              { content: source },
              { content: detail },
            ])}
          />
        </Scroll>
        {lifts.map(({ at, words }) => (
          <InsetText>
            <Time at={at} />: {words}
          </InsetText>
        ))}
        {record && (
          <p>
            <a href={site.at(paths.desk.audit({ what: 'reader', number: id }))}>
              What the desk did about them
            </a>
          </p>
        )}
      </section>
      {(deliveries.length > 0 || unrecorded) && (
        <section aria-labelledby="editions">
          <h2 id="editions">Editions</h2>
          {unrecorded && <p>{unrecorded}</p>}
          <Scroll label="Editions">
            <Table
              classes="desk-table"
              head={[{ content: 'Edition' }, { content: 'State' }, { content: 'When' }, { content: 'Why' }]}
              rows={deliveries.map(({ edition, state, at, reason }) => [
                { content: edition },
                { content: state },
                when(at),
                { content: reason },
              ])}
            />
          </Scroll>
        </section>
      )}
      {mails.length > 0 && (
        <section aria-labelledby="mails">
          <h2 id="mails">Other mails to them</h2>
          <Scroll label="Other mails">
            <Table
              classes="desk-table"
              head={[{ content: 'When' }, { content: 'What' }, { content: 'State' }]}
              rows={mails.map(({ at, kind, state }) => [when(at), { content: kind }, { content: state }])}
            />
          </Scroll>
        </section>
      )}
    </>
  );
}

const when = (at: Moment) => ({ content: <Time at={at} />, classes: 'desk-table__when' });

const Scroll = ({ label, children }: { label: string; children?: unknown }) => (
  <section class="desk-scroll" tabindex={0} aria-label={`${label}, as a table`}>
    {children}
  </section>
);
