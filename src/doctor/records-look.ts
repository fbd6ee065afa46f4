import { sentenceOf } from '../core/index.ts';
import { type DoctorFinding, doubtful, found, wrong } from './finding.ts';
import type { Names } from './names.ts';

/** Of an address, what is right of its last `@`. */
export const domainOf = (address: string): string =>
  address.slice(address.lastIndexOf('@') + 1).toLowerCase();

const isSpf = (text: string) => /^v=spf1(\s|$)/i.test(text);
const isDmarc = (text: string) => /^v=DMARC1\s*(;|$)/i.test(text);
const names = (record: string) => /\binclude:amazonses\.com\b/i.test(record);
const OURS = 'v=spf1 include:amazonses.com ~all';

/** A name server that fails is a finding of its own, and none about the record. */
async function asking<T>(
  name: string,
  ask: Promise<T[]>,
  judge: (found: T[]) => DoctorFinding[],
): Promise<DoctorFinding[]> {
  let records: T[];
  try {
    records = await ask;
  } catch (error) {
    return [silent(name, sentenceOf(error))];
  }
  return judge(records);
}

/** The code of a question that no name server has answered. */
export const NAMES_SILENT = 'name-server-silent';

const silent = (name: string, error: string): DoctorFinding =>
  doubtful(NAMES_SILENT, {
    what: `The name server did not answer for ${name}: ${error}.`,
    why: 'Whether its records are right is not known.',
    mend: 'DNS_SERVERS=9.9.9.9 quarterly doctor   asks another one; /etc/resolv.conf names the system’s',
  });

/** RFC 7208. With a custom MAIL FROM domain that one speaks, and the domain itself must only not be broken. */
export const judgeSpf = (
  servers: Names,
  domain: string,
  { mailFrom }: { mailFrom: string | undefined },
): Promise<DoctorFinding[]> =>
  asking(domain, servers.text(domain), (texts) => {
    const records = texts.filter(isSpf);
    const [record = ''] = records;
    return found(
      [
        records.length === 0 && mailFrom === undefined,
        () =>
          doubtful('spf-none', {
            what: `${domain} has no SPF record.`,
            why: 'Receivers cannot tell whether SES may send for it, and everybody may pretend to.',
            mend: `TXT ${domain} "${OURS}"`,
          }),
      ],
      [
        records.length > 1,
        () =>
          wrong('spf-several', {
            what: `${domain} has ${records.length} SPF records.`,
            why: 'More than one counts as none that can be read (RFC 7208, 4.5): SPF fails for every mail.',
            mend: `Keep one: TXT ${domain} "${merged(records)}"`,
          }),
      ],
      [
        records.length === 1 && /\s\+?all\b/i.test(record),
        () =>
          wrong('spf-lets-everybody', {
            what: `The SPF record of ${domain} ends in +all.`,
            why: 'It says that everybody may send for the domain.',
            mend: `TXT ${domain} "${record.replace(/\+?all\b/i, '~all')}"`,
          }),
      ],
      [
        records.length === 1 && mailFrom === undefined && !names(record),
        () =>
          doubtful('spf-without-ses', {
            what: `The SPF record of ${domain} does not name amazonses.com.`,
            why: 'Without a custom MAIL FROM domain nothing says that SES may send for it.',
            mend: `TXT ${domain} "${record.replace(/^v=spf1/i, 'v=spf1 include:amazonses.com')}"`,
          }),
      ],
    );
  });

/** What several records allow, in one. */
function merged(records: readonly string[]): string {
  const terms = records
    .flatMap((record) => record.split(/\s+/).slice(1))
    .filter((term) => !/all$/i.test(term));
  return ['v=spf1', ...new Set(terms), '~all'].join(' ');
}

/** RFC 7489: of the domain, or of one above it. */
export async function judgeDmarc(servers: Names, domain: string): Promise<DoctorFinding[]> {
  const labels = domain.split('.');
  for (let at = 0; at < Math.max(1, labels.length - 1); at += 1) {
    const name = `_dmarc.${labels.slice(at).join('.')}`;
    const texts = await servers.text(name).catch((error: unknown) => error as Error);
    if (texts instanceof Error) return [silent(name, sentenceOf(texts))];
    const records = texts.filter((text) => /^v=DMARC/i.test(text));
    if (records.length > 0) return judgeDmarcRecords(name, records);
  }
  return [
    wrong('dmarc-none', {
      what: `${domain} has no DMARC record.`,
      why: 'Gmail, Yahoo and Microsoft refuse bulk mail without one.',
      mend: `TXT _dmarc.${domain} "v=DMARC1; p=none; rua=mailto:dmarc@${domain}"`,
    }),
  ];
}

function judgeDmarcRecords(name: string, records: readonly string[]): DoctorFinding[] {
  const [record = ''] = records;
  const readable = isDmarc(record) && /;\s*p\s*=\s*(none|quarantine|reject)\b/i.test(record);
  return found(
    [
      records.length > 1,
      () =>
        wrong('dmarc-several', {
          what: `${name} has ${records.length} DMARC records.`,
          why: 'More than one counts as none (RFC 7489, 6.6.3).',
          mend: `Keep one: TXT ${name} "${records.find(isDmarc) ?? 'v=DMARC1; p=none'}"`,
        }),
    ],
    [
      records.length === 1 && !readable,
      () =>
        wrong('dmarc-unreadable', {
          what: `The DMARC record ${name} cannot be read: "${record.slice(0, 120)}".`,
          why: 'It counts as none, and big mailbox providers refuse bulk mail without one.',
          mend: `TXT ${name} "v=DMARC1; p=none"`,
        }),
    ],
  );
}

/** Easy DKIM: each token is an alias into Amazon's zone. */
export async function judgeDkimNames(
  servers: Names,
  domain: string,
  tokens: readonly string[],
): Promise<DoctorFinding[]> {
  const looked = await Promise.all(
    tokens.map(async (token) => {
      const name = `${token}._domainkey.${domain}`;
      const wanted = `${token}.dkim.amazonses.com`;
      return asking(name, servers.alias(name), (aliases) =>
        aliases.some((alias) => alias.toLowerCase().replace(/\.$/, '') === wanted.toLowerCase())
          ? []
          : [dkimMissing({ name, wanted, instead: aliases[0] })],
      );
    }),
  );
  return looked.flat();
}

const dkimMissing = ({
  name,
  wanted,
  instead,
}: {
  name: string;
  wanted: string;
  instead: string | undefined;
}) =>
  wrong(`dkim-record:${name}`, {
    what: instead ? `${name} leads to ${instead}.` : `${name} does not exist.`,
    why: 'Mails that SES signs with this key cannot be verified; after some days SES stops signing.',
    mend: `CNAME ${name} "${wanted}"`,
  });

/** The custom MAIL FROM domain: bounces come back by its MX, and SPF speaks for it. Source: SES Developer Guide, "Custom MAIL FROM". */
export async function judgeMailFrom(
  servers: Names,
  domain: string,
  region: string,
): Promise<DoctorFinding[]> {
  const wanted = `feedback-smtp.${region}.amazonses.com`;
  const [mx, spf] = await Promise.all([
    asking(domain, servers.mail(domain), (records) => {
      const right = records.length === 1 && records[0]?.exchange.toLowerCase().replace(/\.$/, '') === wanted;
      const why = 'SES wants exactly this one: else it falls back to amazonses.com, and SPF speaks for that.';
      const what =
        records.length === 0
          ? `${domain} has no MX record.`
          : `${domain} has the MX ${records.map(({ exchange }) => exchange).join(', ')}.`;
      return right ? [] : [wrong('mail-from-mx', { what, why, mend: `MX ${domain} "10 ${wanted}"` })];
    }),
    asking(domain, servers.text(domain), (texts) => {
      const records = texts.filter(isSpf);
      const right = records.length === 1 && names(records[0] ?? '');
      const what =
        records.length === 0
          ? `${domain} has no SPF record.`
          : `${domain} has the SPF record "${records.join('" and "').slice(0, 160)}".`;
      const why = 'Without exactly one that names amazonses.com SPF fails for every mail.';
      return right ? [] : [wrong('mail-from-spf', { what, why, mend: `TXT ${domain} "${OURS}"` })];
    }),
  ]);
  return [...mx, ...spf];
}
