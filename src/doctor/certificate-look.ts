import { DAY_MS } from '../core/index.ts';
import { type DoctorFinding, doubtful, found, wrong } from './finding.ts';
import type { Shown } from './visit.ts';

/** Let's Encrypt renews 30 days before the end: what is nearer than three weeks was not renewed. */
const SOON_DAYS = 21;
const URGENT_DAYS = 3;
const OF_NAME = 'ERR_TLS_CERT_ALTNAME_INVALID';
const OF_TIME = ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'];

/** The certificate of a host, and what Node says of its chain and name. */
export function judgeCertificate(host: string, shown: Shown, now: Date): DoctorFinding[] {
  const days = Math.floor((shown.validTo.getTime() - now.getTime()) / DAY_MS);
  const until = shown.validTo.toISOString().slice(0, 10);
  const renew = `certbot renew --cert-name ${host} && systemctl reload nginx   (Caddy renews by itself: \`caddy reload\` and its log say why it has not)`;
  const why = 'Browsers and mail programs refuse the page: nobody can read, join or leave.';
  return found(
    [
      days < 0,
      () =>
        wrong('certificate-ended', {
          what: `The certificate of ${host} ended on ${until}.`,
          why,
          mend: renew,
        }),
    ],
    [
      days >= 0 && days < SOON_DAYS,
      () =>
        (days < URGENT_DAYS ? wrong : doubtful)('certificate-ends', {
          what: `The certificate of ${host} ends on ${until}.`,
          why: 'It should have been renewed by now. When it ends nobody can read, join or leave.',
          mend: renew,
        }),
    ],
    [
      shown.problem === OF_NAME,
      () =>
        wrong('certificate-of-another-host', {
          what: `The certificate that ${host} shows is for ${shown.names.replace(/DNS:/g, '') || 'another host'}.`,
          why,
          mend: `certbot --nginx -d ${host}`,
        }),
    ],
    [
      shown.problem !== undefined && shown.problem !== OF_NAME && !OF_TIME.includes(shown.problem),
      () =>
        wrong('certificate-not-trusted', {
          what: `The certificate of ${host} is not trusted (${shown.problem}; issued by ${shown.issuer || 'itself'}).`,
          why,
          mend: `certbot --nginx -d ${host}; where one of an authority is there already, serve its whole chain: ssl_certificate /etc/letsencrypt/live/${host}/fullchain.pem;`,
        }),
    ],
  );
}
