import { paths, sentenceOf } from '../core/index.ts';
import { judgeCertificate } from './certificate-look.ts';
import { type DoctorFinding, doubtful, found, type Seen, wrong } from './finding.ts';
import { certificateOf, type Visited, visit, type Way } from './visit.ts';

export type SiteAsked = Way & {
  publicUrl: string;
  isSet: boolean;
  live: boolean;
  trustProxy: number;
  /** Where the one-click button of a mail posts to, signed for nobody; undefined = no key is known, the database is away. */
  oneClick: string | undefined;
  now: Date;
  ms: number;
};

/** What a web of this installation answers to the button of a copy, which is nobody's. */
export type NobodyAnswer = { nobody: true; forwardedFor: number; forwardedProto: string | null };

const NOTE = 'That the public address answers from this machine is no proof that it answers from outside.';
const PRIVATE =
  /^(localhost|.*\.(local|internal|lan|home\.arpa)|127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|\[(::1|f[cd]|fe80))/i;

/** The address under which readers reach the pages: its kind, whether it leads here, and how. */
export async function lookAtSite(asked: SiteAsked): Promise<Seen | { skipped: string }> {
  const { publicUrl, isSet, live } = asked;
  if (!isSet && !live) return { skipped: 'PUBLIC_URL is not set: pages and links are of this machine alone' };
  const kind = judgeAddress(asked);
  if (!isSet) return { findings: kind };
  const reached = await Promise.all([page(asked), certificate(asked)]);
  return { findings: [...kind, ...reached.flat()], notes: [`${NOTE} (${publicUrl})`] };
}

function judgeAddress({ publicUrl, isSet, live }: SiteAsked): DoctorFinding[] {
  const { protocol, hostname } = new URL(publicUrl);
  return found(
    [
      !isSet,
      () =>
        wrong('public-url-none', {
          what: 'PUBLIC_URL is not set while SENDING=live.',
          why: 'Every link in a mail starts with it, and cannot be mended once the mail is out; no worker starts without it.',
          mend: 'PUBLIC_URL=https://bulletin.example.org with your own host',
        }),
    ],
    [
      isSet && protocol !== 'https:',
      () =>
        (live ? wrong : doubtful)('public-url-not-https', {
          what: `PUBLIC_URL is ${publicUrl}.`,
          why: 'Mail programs show their unsubscribe button only for https (RFC 8058), and links with tokens would travel in the open.',
          mend: `PUBLIC_URL=${publicUrl.replace(/^http:/, 'https:')} with a proxy that speaks HTTPS, such as Caddy: \`${hostname} { reverse_proxy 127.0.0.1:3000 }\``,
        }),
    ],
    [
      isSet && live && PRIVATE.test(hostname),
      () =>
        wrong('public-url-private', {
          what: `PUBLIC_URL leads to ${hostname}, which only this machine or network knows.`,
          why: 'No link in a mail works for its reader.',
          mend: 'PUBLIC_URL=https://bulletin.example.org with a host that everybody can reach',
        }),
    ],
  );
}

const wayOf = ({ ms, ca, lookup }: Way & { ms: number }) => ({
  ms,
  ...(ca ? { ca } : {}),
  ...(lookup ? { lookup } : {}),
});

async function certificate({ publicUrl, now, ...way }: SiteAsked): Promise<DoctorFinding[]> {
  const { protocol, hostname } = new URL(publicUrl);
  if (protocol !== 'https:') return [];
  // A host that cannot be reached is said once, by the page.
  const shown = await certificateOf(publicUrl, wayOf(way)).catch(() => undefined);
  return shown ? judgeCertificate(hostname, shown, now) : [];
}

async function page(asked: SiteAsked): Promise<DoctorFinding[]> {
  const { publicUrl, oneClick } = asked;
  const how = wayOf(asked);
  try {
    const [front, clicked] = await Promise.all([
      visit(`${publicUrl}${paths.live()}`, { method: 'GET', ...how }),
      oneClick === undefined
        ? undefined
        : visit(oneClick, { method: 'POST', body: 'List-Unsubscribe=One-Click', ...how }),
    ]);
    return judgeAnswers(asked, front, clicked);
  } catch (error) {
    return [unreached(publicUrl, sentenceOf(error) || String((error as { code?: string }).code))];
  }
}

const unreached = (publicUrl: string, error: string): DoctorFinding =>
  wrong('public-url-unreached', {
    what: `${publicUrl} does not answer from here: ${error}.`,
    why: 'Readers cannot read, join or leave, and SNS cannot report. (Some networks let no machine reach its own public address: then ask from outside.)',
    mend: `Start \`quarterly web\` and the proxy in front of it; \`curl -sSI ${publicUrl}${paths.live()}\` must answer 200.`,
  });

function judgeAnswers(asked: SiteAsked, front: Visited, clicked: Visited | undefined): DoctorFinding[] {
  const { publicUrl } = asked;
  const moved = front.status >= 300 && front.status < 400;
  if (moved)
    return [
      wrong('public-url-redirects', {
        what: `${publicUrl} redirects to ${(front.headers.location ?? 'elsewhere').slice(0, 200)}.`,
        why: 'The one-click button of a mail program follows no redirect (RFC 8058): pressing it does nothing.',
        mend: `PUBLIC_URL=${originOf(front.headers.location, publicUrl)}`,
      }),
    ];
  if (front.status !== 200 || !/"status"\s*:\s*"live"/.test(front.body))
    return [
      wrong('public-url-elsewhere', {
        what: `${publicUrl}${paths.live()} answers ${front.status}, and not as Quarterly does.`,
        why: 'Every link in a mail leads to something else.',
        mend: `Have the proxy pass ${new URL(publicUrl).host} on to the web: proxy_pass http://127.0.0.1:3000;`,
      }),
    ];
  return [...judgeClick(asked, clicked), ...judgeHeaders(asked, front)];
}

function originOf(location: string | undefined, publicUrl: string): string {
  const target = location && URL.canParse(location, publicUrl) ? new URL(location, publicUrl) : undefined;
  if (!target) return publicUrl.replace(/^http:/, 'https:');
  return `${target.origin}${target.pathname.replace(/\/+$/, '').replace(new RegExp(`${paths.live()}$`), '')}`;
}

function judgeClick(asked: SiteAsked, clicked: Visited | undefined): DoctorFinding[] {
  if (clicked === undefined) return [];
  const said = clicked.status === 200 ? nobodyIn(clicked.body) : undefined;
  if (clicked.status === 404)
    return [
      wrong('public-url-of-another-installation', {
        what: `${asked.publicUrl} leads to a Quarterly that does not know our links.`,
        why: 'It has another database or SECRET_KEY: nobody can leave by the links in our mails.',
        mend: 'Give that web the DATABASE_URL and SECRET_KEY of this process, or set PUBLIC_URL to the address of ours.',
      }),
    ];
  if (!said)
    return [
      wrong('one-click-refused', {
        what: `The one-click button of a mail is answered with ${clicked.status}.`,
        why: 'Gmail and Yahoo ask of bulk senders that it works without a page (RFC 8058); readers who cannot leave complain.',
        mend: `Let POST to ${paths.unsubscribe.stem}/ through the proxy or its firewall as it comes: without redirect, login, cookie or check of a browser.`,
      }),
    ];
  return judgeProxy(asked, said);
}

function nobodyIn(body: string): NobodyAnswer | undefined {
  try {
    const said = JSON.parse(body) as NobodyAnswer;
    return said.nobody === true ? said : undefined;
  } catch {
    return undefined;
  }
}

function judgeProxy({ publicUrl, trustProxy }: SiteAsked, { forwardedFor, forwardedProto }: NobodyAnswer) {
  const secure = publicUrl.startsWith('https:');
  return found(
    [
      forwardedFor > trustProxy,
      () =>
        doubtful('proxy-not-counted', {
          what: `${forwardedFor === 1 ? 'A proxy stands' : `${forwardedFor} proxies stand`} in front, and TRUST_PROXY is ${trustProxy}.`,
          why: 'All readers look like one address: when many sign up, limits meet everybody.',
          mend: `TRUST_PROXY=${forwardedFor}`,
        }),
    ],
    [
      forwardedFor < trustProxy,
      () =>
        wrong('proxy-says-not-who', {
          what: `TRUST_PROXY is ${trustProxy}, and ${forwardedFor === 0 ? 'no X-Forwarded-For arrives' : `X-Forwarded-For has ${forwardedFor}`}.`,
          why: 'Whoever asks can say any address, and so escape every limit.',
          mend:
            forwardedFor === 0
              ? 'proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;   (nginx; Caddy sets it), or TRUST_PROXY=0 where no proxy stands in front'
              : `TRUST_PROXY=${forwardedFor}`,
        }),
    ],
    [
      secure && trustProxy > 0 && forwardedProto !== null && forwardedProto !== 'https',
      () =>
        doubtful('proxy-says-http', {
          what: `X-Forwarded-Proto says ${forwardedProto?.slice(0, 20)}, and PUBLIC_URL is https.`,
          why: 'A proxy on the way speaks HTTP: what readers type travels in the open there.',
          mend: 'proxy_set_header X-Forwarded-Proto $scheme;   in the proxy that ends TLS, and https from every proxy before it',
        }),
    ],
    [
      secure && trustProxy > 0 && forwardedProto === null,
      () =>
        doubtful('proxy-says-no-scheme', {
          what: 'No X-Forwarded-Proto arrives through the proxy.',
          why: 'Nothing here can tell whether a request came by HTTPS, nor can the logs.',
          mend: 'proxy_set_header X-Forwarded-Proto $scheme;   (nginx; Caddy sets it)',
        }),
    ],
  );
}

/** Quarterly sends it itself for a host of its own; under a path it is that host's own affair. */
function judgeHeaders({ publicUrl }: SiteAsked, { headers }: Visited): DoctorFinding[] {
  const { protocol, pathname } = new URL(publicUrl);
  const age = /max-age=(\d+)/i.exec(headers['strict-transport-security'] ?? '')?.[1];
  return found([
    protocol === 'https:' && pathname === '/' && Number(age ?? 0) < 15_768_000,
    () =>
      doubtful('hsts-none', {
        what:
          age === undefined
            ? 'Strict-Transport-Security does not reach readers.'
            : `Strict-Transport-Security lasts only ${age} s.`,
        why: 'Quarterly sends it; a proxy takes it away or overwrites it, and a first request may go by HTTP.',
        mend: 'Remove `proxy_hide_header Strict-Transport-Security;` from the proxy, or add_header Strict-Transport-Security "max-age=31536000" always;',
      }),
  ]);
}
