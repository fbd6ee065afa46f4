import { paths } from '../../../src/core/index.ts';
import { Button, Details, ProgressBar, Table } from '../components/index.ts';
import type { Site } from '../site.ts';
import { howMany } from './moments.ts';

type LinkStanding = { href: string | undefined; name: string; field: string };

export type CheckedLinkView = {
  url: string;
  places: readonly LinkStanding[];
  /** The status of an answer, or why there was none; absent: not asked for. */
  answer: number | string | undefined;
  at: { text: string; iso: string } | undefined;
};

/** Neither `doing` nor `finished`: nobody has had the links checked. */
export type LinksView = {
  doing?: { done: number; of: number };
  finished?: string;
  /** Why it says nothing. */
  offline?: string;
  findings: readonly {
    level: 'error' | 'warning' | 'advice';
    url: string;
    place: LinkStanding;
    message: string;
    mend: string;
  }[];
  links: readonly CheckedLinkView[];
};

type Props = LinksView & { site: Site; number: number };

/** Whether the pages are there to which the edition's links lead, as their sites said when a worker asked. */
export const CheckLinks = (props: Props) => (
  <section aria-labelledby="links">
    <h2 id="links">Links</h2>
    {props.doing ? <Doing {...props.doing} /> : <Outcome {...props} />}
    {!props.doing && (
      <form method="post" action={props.site.at(paths.desk.check({ number: props.number }))}>
        <Button classes="govuk-button--secondary" preventDoubleClick>
          Check the links
        </Button>
      </form>
    )}
    {props.finished && props.links.length > 0 && <EveryLink links={props.links} />}
    <p class="muted">
      Links to sites that are known to have moved or closed are found without asking, from{' '}
      <a href={props.site.at(paths.desk.retiredDomains())}>the list of retired domains</a>.
    </p>
  </section>
);

const Doing = ({ done, of }: NonNullable<LinksView['doing']>) => (
  <>
    <ProgressBar
      id="links-checked"
      value={done}
      max={of}
      words={`${done.toLocaleString('en-GB')} of ${howMany(of, 'link')} checked`}
    />
    <p>Each site is asked for one page a second at most. You can leave this page: the check goes on.</p>
  </>
);

function Outcome({ finished, offline, links, findings }: Props) {
  if (!finished)
    return <p>Each link is followed, to see whether its page is there. That takes a minute or two.</p>;
  if (offline) return <p>{offline}</p>;
  const wrong = new Set(findings.map(({ url }) => url)).size;
  const unasked = links.filter(({ answer }) => answer === undefined).length;
  return (
    <>
      <p>
        {links.length === 0
          ? 'The edition holds no link to a page.'
          : `${howMany(links.length - unasked, 'link')} checked on ${finished}: ${wrong === 0 ? 'all lead where they should' : `${howMany(wrong, 'link')} to look at`}.`}
        {unasked > 0 &&
          ` ${howMany(unasked, 'link has', 'links have')} come in since and ${unasked === 1 ? 'is' : 'are'} not checked.`}
      </p>
      {findings.length > 0 && (
        <Table
          firstCellIsHeader
          head={[{ content: 'Where' }, { content: 'What, and what to do' }]}
          rows={findings.map(({ place, message, mend }) => [
            { content: <Standing {...place} /> },
            {
              content: (
                <>
                  {message}
                  <br />
                  {mend}
                </>
              ),
            },
          ])}
          classes="findings"
        />
      )}
    </>
  );
}

const Standing = ({ href, name, field }: LinkStanding) => (
  <>
    {href === undefined ? name : <a href={href}>{name}</a>}
    <span class="desk-under">{field}</span>
  </>
);

const ANSWERS: Readonly<Record<string, string>> = {
  inside: 'not asked: a private network',
  'unknown-host': 'no such site',
  late: 'no answer in time',
  certificate: 'no valid certificate',
  redirects: 'led in circles',
  unreachable: 'no answer',
};

const sayAnswer = (answer: CheckedLinkView['answer']): string => {
  if (answer === undefined) return 'not checked';
  if (typeof answer === 'string') return ANSWERS[answer] ?? answer;
  return answer >= 200 && answer < 300 ? 'is there' : `answered ${answer}`;
};

const EveryLink = ({ links }: Pick<LinksView, 'links'>) => (
  <Details summary="Every link">
    <Table
      classes="findings"
      head={[{ content: 'Link' }, { content: 'Where' }, { content: 'Answer' }]}
      rows={links.map(({ url, places, answer, at }) => [
        {
          content: (
            <a href={url} rel="noreferrer">
              {url}
            </a>
          ),
        },
        { content: <Places places={places} /> },
        {
          content: (
            <>
              {sayAnswer(answer)}
              {at && (
                <>
                  , <time datetime={at.iso}>{at.text}</time>
                </>
              )}
            </>
          ),
        },
      ])}
    />
  </Details>
);

const Places = ({ places }: Pick<CheckedLinkView, 'places'>) =>
  places.length === 1 && places[0] ? (
    <Standing {...places[0]} />
  ) : (
    <ul class="govuk-list">
      {places.map((place) => (
        <li>
          <Standing {...place} />
        </li>
      ))}
    </ul>
  );
