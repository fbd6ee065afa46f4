type Names<P extends string> = P extends `${string}:${infer Name}/${infer Rest}`
  ? Name | Names<`/${Rest}`>
  : P extends `${string}:${infer Name}`
    ? Name
    : never;

/** What may follow a `?`: an empty text stands as its name alone, a list with commas, nothing not at all. */
type Query = Readonly<Record<string, string | number | readonly string[] | undefined>>;

type Arguments<P extends string> = [Names<P>] extends [never]
  ? [query?: Query]
  : [parts: Readonly<Record<Names<P>, string | number>>, query?: Query];

type Methods = 'GET' | 'POST' | 'GET POST';

/** One address of the site. Called, it gives the path with its parts and query, percent-encoded, from the site's root. */
export type SitePath<P extends string = string> = ((...given: Arguments<P>) => string) & {
  readonly methods: Methods;
  /** As a router reads it; what a part must look like stands in braces behind its name. */
  readonly route: P;
  /** The part before the first name, without a slash at its end: what everything below begins with. */
  readonly stem: string;
};

const QUERY_SAFE: Readonly<Record<string, string>> = { '%2C': ',', '%20': '+' };

// A comma is allowed in a query (RFC 3986 §3.4) and keeps lists of sections readable; a space is a plus, as forms send it.
const inQuery = (value: string | number) =>
  encodeURIComponent(value).replace(/%2C|%20/g, (code) => QUERY_SAFE[code] ?? code);

const pair = (name: string, value: string | number | readonly string[]): string => {
  if (value === '') return name;
  return `${name}=${typeof value === 'object' ? value.map(inQuery).join(',') : inQuery(value)}`;
};

const queryOf = (query: Query = {}): string => {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : pair(name, value),
  );
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
};

function at<const P extends string>(
  methods: Methods,
  path: P,
  look: Partial<Record<Names<P>, string>> = {},
): SitePath<P> {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  const fixed = path.split(/:\w+/);
  const to = (...given: readonly unknown[]) => {
    const [parts, query] = (names.length === 0 ? [{}, ...given] : given) as [Record<string, string>, Query?];
    const filled = names.map((name, index) => encodeURIComponent(parts[name] ?? '') + fixed[index + 1]);
    return fixed[0] + filled.join('') + queryOf(query);
  };
  const patterns = look as Record<string, string | undefined>;
  const route = path.replace(/:(\w+)/g, (name, bare) =>
    patterns[bare] ? `${name}{${patterns[bare]}}` : name,
  );
  const stem = (fixed[0] ?? '').replace(/\/$/, '');
  return Object.assign(to as (...given: Arguments<P>) => string, { methods, route: route as P, stem });
}

const number = '[0-9]{1,9}';

/**
 * Every address of the site, for routers, links, mails, feeds, sitemap and redirects; no other file spells one
 * (test/house/paths.test.ts). Bookmarks and mails that are out rely on them: they are added to, and not changed.
 */
export const paths = {
  front: at('GET', '/'),
  editions: at('GET', '/editions'),
  edition: at('GET', '/editions/:number', { number }),
  article: at('GET', '/editions/:number/:slug', { number }),
  section: at('GET', '/sections/:slug'),
  search: at('GET', '/search'),
  accessibility: at('GET', '/accessibility'),
  privacy: at('GET', '/privacy'),
  image: at('GET', '/images/:file', { file: '[0-9a-f]{64}\\.(?:png|jpg|gif|webp)' }),
  imageVariant: at('GET', '/images/:file', { file: '[0-9a-f]{64}-[1-9][0-9]{0,4}\\.(?:avif|webp)' }),
  asset: at('GET', '/assets/:name'),
  sitemap: at('GET', '/sitemap.xml'),
  robots: at('GET', '/robots.txt'),

  feeds: at('GET', '/feeds'),
  feedList: at('GET', '/feeds.opml'),
  feedStylesheet: at('GET', '/feed.xsl'),
  feed: {
    xml: at('GET', '/feed.xml'),
    atom: at('GET', '/feed.atom'),
    json: at('GET', '/feed.json'),
  },
  editionsFeed: {
    xml: at('GET', '/editions/feed.xml'),
    atom: at('GET', '/editions/feed.atom'),
    json: at('GET', '/editions/feed.json'),
  },
  editionFeed: {
    xml: at('GET', '/editions/:number/feed.xml', { number }),
    atom: at('GET', '/editions/:number/feed.atom', { number }),
    json: at('GET', '/editions/:number/feed.json', { number }),
  },
  sectionFeed: {
    xml: at('GET', '/sections/:slug/feed.xml'),
    atom: at('GET', '/sections/:slug/feed.atom'),
    json: at('GET', '/sections/:slug/feed.json'),
  },
  ownFeed: at('GET', '/my-feed/:token'),
  /** The desk's calendar, for calendar programs; `:file` is a secret. */
  calendarFile: at('GET', '/calendar/:file', { file: '[A-Za-z0-9_-]{43}\\.ics' }),

  subscribe: at('GET POST', '/subscribe'),
  subscribeEmail: at('GET POST', '/subscribe/email'),
  subscribeAbout: at('GET POST', '/subscribe/about'),
  subscribeCheck: at('GET POST', '/subscribe/check'),
  subscribeSent: at('GET', '/subscribe/sent'),
  /** Where forms on other sites send what was typed; `sections` in the query of `/subscribe` names what a link had in mind. */
  subscribeForm: at('GET POST', '/subscribe/form'),
  confirm: at('GET POST', '/confirm/:token'),
  confirmAgain: at('POST', '/confirm/:token/again'),
  lostLink: at('GET POST', '/preferences'),
  preferences: at('GET', '/preferences/:token'),
  preference: {
    sections: at('GET POST', '/preferences/:token/sections'),
    about: at('GET POST', '/preferences/:token/about'),
    format: at('GET POST', '/preferences/:token/format'),
    language: at('GET POST', '/preferences/:token/language'),
    pause: at('GET POST', '/preferences/:token/pause'),
    address: at('GET POST', '/preferences/:token/address'),
    copy: at('GET POST', '/preferences/:token/copy'),
    delete: at('GET POST', '/preferences/:token/delete'),
  },
  addressChange: at('GET POST', '/address/:token'),
  unsubscribe: at('GET POST', '/unsubscribe/:token'),
  unsubscribeKeep: at('GET POST', '/unsubscribe/:token/keep'),
  unsubscribeUndo: at('POST', '/unsubscribe/:token/undo'),
  unsubscribeWhy: at('POST', '/unsubscribe/:token/why'),

  /** The form for stories; `d` in the query names the draft. */
  submit: at('GET POST', '/submit'),
  submitHeadline: at('GET POST', '/submit/headline'),
  submitStory: at('GET POST', '/submit/story'),
  submitPaste: at('POST', '/submit/paste'),
  submitPreview: at('GET', '/submit/preview'),
  submitSection: at('GET POST', '/submit/section'),
  submitPicture: at('GET POST', '/submit/picture'),
  submitContact: at('GET POST', '/submit/contact'),
  submitLinks: at('GET POST', '/submit/links'),
  submitCheck: at('GET POST', '/submit/check'),
  submitSaved: at('GET', '/submit/saved'),
  submitSent: at('GET', '/submit/sent'),
  myStory: at('GET', '/my-story/:token'),
  myStoryText: at('GET POST', '/my-story/:token/text'),
  myStoryWithdraw: at('GET POST', '/my-story/:token/withdraw'),

  /** A mailed link to approve an edition, and the mail that it shows in a frame. */
  approve: at('GET POST', '/approve/:token'),
  approveMail: at('GET', '/approve/:token/mail'),

  desk: {
    home: at('GET', '/desk'),
    signIn: at('GET POST', '/desk/sign-in'),
    signInCode: at('GET POST', '/desk/sign-in/code'),
    signInLink: at('GET POST', '/desk/sign-in/:token', { token: '[A-Za-z0-9_-]{43}' }),
    signOut: at('POST', '/desk/sign-out'),
    people: at('GET POST', '/desk/people'),
    person: at('GET POST', '/desk/people/:id', { id: number }),
    personRevoke: at('POST', '/desk/people/:id/revoke', { id: number }),
    personDeputy: at('POST', '/desk/people/:id/deputy', { id: number }),
    personRemove: at('GET POST', '/desk/people/:id/remove', { id: number }),
    audit: at('GET', '/desk/audit'),
    auditCsv: at('POST', '/desk/audit/csv'),
    settings: at('GET', '/desk/settings'),
    feeds: at('GET POST', '/desk/feeds'),
    feedsRead: at('POST', '/desk/feeds/read'),
    feed: at('GET POST', '/desk/feeds/:id', { id: number }),
    feedRemove: at('GET POST', '/desk/feeds/:id/remove', { id: number }),
    retiredDomains: at('GET POST', '/desk/retired-domains'),
    retiredDomainsRemove: at('POST', '/desk/retired-domains/remove'),
    sections: at('GET POST', '/desk/sections'),
    sectionOrder: at('POST', '/desk/sections/order'),
    section: at('GET POST', '/desk/sections/:slug'),
    sectionEnd: at('GET POST', '/desk/sections/:slug/end'),
    signUp: at('GET', '/desk/sign-up'),
    signUpCode: at('GET', '/desk/sign-up/code.svg'),
    articles: at('GET', '/desk/articles'),
    articlesTogether: at('GET POST', '/desk/articles/together'),
    articlePaste: at('POST', '/desk/articles/paste'),
    articleNew: at('GET POST', '/desk/articles/new'),
    articleNewCopy: at('POST', '/desk/articles/new/copy'),
    articleNewPreview: at('GET', '/desk/articles/new/preview'),
    article: at('GET POST', '/desk/articles/:id', { id: number }),
    articleCopy: at('POST', '/desk/articles/:id/copy', { id: number }),
    articlePreview: at('GET', '/desk/articles/:id/preview', { id: number }),
    articleConflict: at('GET', '/desk/articles/:id/conflict', { id: number }),
    articleDecide: at('POST', '/desk/articles/:id/decide', { id: number }),
    articleProposal: at('GET POST', '/desk/articles/:id/proposal', { id: number }),
    articleNotes: at('POST', '/desk/articles/:id/notes', { id: number }),
    articleVersion: at('GET POST', '/desk/articles/:id/versions/:version', { id: number, version: number }),
    editions: at('GET POST', '/desk/editions'),
    edition: at('GET POST', '/desk/editions/:number', { number }),
    editionOrder: at('POST', '/desk/editions/:number/order', { number }),
    preview: at('GET', '/desk/editions/:number/preview', { number }),
    previewMail: at('GET', '/desk/editions/:number/preview/mail', { number }),
    print: at('GET', '/desk/editions/:number/print', { number }),
    printSheets: at('GET', '/desk/editions/:number/print/sheets.css', { number }),
    check: at('GET POST', '/desk/editions/:number/check', { number }),
    checkSizes: at('GET', '/desk/editions/:number/check/sizes.csv', { number }),
    approval: at('GET POST', '/desk/editions/:number/approval', { number }),
    send: at('GET POST', '/desk/editions/:number/send', { number }),
    sendProgress: at('GET', '/desk/editions/:number/send/progress', { number }),
    approvalMail: at('GET', '/desk/editions/:number/approval/mail', { number }),
    calendar: at('GET POST', '/desk/calendar'),
    calendarEntry: at('GET POST', '/desk/calendar/:slot', { slot: '[0-9]{1,12}' }),
    flows: at('GET POST', '/desk/flows'),
    flowRuns: at('GET', '/desk/flows/:flow/runs', { flow: '[a-z-]+' }),
    alarms: at('GET POST', '/desk/alarms'),
    doctor: at('GET POST', '/desk/doctor'),
    run: at('GET POST', '/desk/runs/:id', { id: number }),
    runState: at('GET', '/desk/runs/:id/state', { id: number }),
    report: at('GET', '/desk/editions/:number/report', { number }),
    reportCsv: at('POST', '/desk/editions/:number/report/csv', { number }),
    tellings: at('GET POST', '/desk/editions/:number/tellings', { number }),
    reportDoubt: at('GET POST', '/desk/editions/:number/report/doubt', { number }),
    subscribers: at('GET POST', '/desk/subscribers'),
    subscribersCsv: at('POST', '/desk/subscribers/csv'),
    subscribersImport: at('GET POST', '/desk/subscribers/import'),
    subscribersImportOne: at('GET POST', '/desk/subscribers/import/:id', { id: number }),
    subscribersImportStart: at('POST', '/desk/subscribers/import/:id/start', { id: number }),
    subscribersImportRefused: at('GET', '/desk/subscribers/import/:id/refused.csv', { id: number }),
    subscriber: at('GET', '/desk/subscribers/:id', { id: number }),
    subscriberLink: at('POST', '/desk/subscribers/:id/link', { id: number }),
    subscriberLanguage: at('POST', '/desk/subscribers/:id/language', { id: number }),
    subscriberAct: at('GET POST', '/desk/subscribers/:id/:act', {
      id: number,
      act: '(?:unsubscribe|suppress|lift|erase)',
    }),
  },

  sesEvents: at('POST', '/hooks/ses'),
  /** For Prometheus, with a token. */
  metrics: at('GET', '/metrics'),
  live: at('GET', '/health/live'),
  ready: at('GET', '/health/ready'),
} as const;

/** The table as one list, a line for each method, by path. */
export function listedPaths(): { method: string; path: string }[] {
  const rows = Object.values(paths)
    .flatMap((row) => (typeof row === 'function' ? [row] : Object.values(row)))
    .flatMap(({ methods, route }: { methods: Methods; route: string }) =>
      methods.split(' ').map((method) => ({ method, path: route })),
    );
  const line = ({ method, path }: { method: string; path: string }) => `${path} ${method}`;
  return rows.sort((a, b) => (line(a) < line(b) ? -1 : 1));
}

type Stem = Pick<SitePath, 'stem'>;

/** What everybody may open in each language; of others, `/cy` before the path is no address. */
const SPOKEN: readonly Stem[] = [
  paths.editions,
  paths.section,
  paths.subscribe,
  paths.lostLink,
  paths.submit,
  paths.accessibility,
  paths.privacy,
];
/** What one person opens by a link of their own. */
const OF_ONE: readonly Stem[] = [
  paths.confirm,
  paths.preferences,
  paths.addressChange,
  paths.unsubscribe,
  paths.myStory,
];

const under = (all: readonly Stem[], path: string): boolean =>
  all.some(({ stem }) => path === stem || path.startsWith(`${stem}/`) || path.startsWith(`${stem}?`));
/** A feed is in the publication's own language. */
const isSpoken = (path: string) =>
  path === paths.front() || (under(SPOKEN, path) && !/\/feed\.(?:xml|atom|json)$/.test(path));
const isOfOne = (path: string) => OF_ONE.some(({ stem }) => path.startsWith(`${stem}/`));

/**
 * A path in one of the publication's languages: with its name before it, `/cy/subscribe`. Without a name stands the publication's own
 * language, the first, and of what one person opens the one that they chose; so there each is named.
 */
export function inLanguage(path: string, language: string, languages: readonly string[]): string {
  const [first, ...others] = languages;
  if (others.length === 0 || !(isOfOne(path) || isSpoken(path))) return path;
  return language === first && !isOfOne(path) ? path : `/${language}${path}`;
}

/** The path without the language that is named before it, and its name, where it is one of these. */
export function outOfLanguage<Name extends string>(
  path: string,
  languages: readonly Name[],
): { path: string; language?: Name } {
  const language = languages.find((name) => path === `/${name}` || path.startsWith(`/${name}/`));
  if (language === undefined || languages.length === 1) return { path };
  const rest = path.slice(language.length + 1) || '/';
  return isOfOne(rest) || isSpoken(rest) ? { path: rest, language } : { path };
}

/** The token in the path of what one person opens by a link of their own. */
export const tokenOfOne = (path: string): string | undefined =>
  isOfOne(path) ? path.split('/')[2] : undefined;
