import type { EmailAddress, SectionSlug } from '../../core/index.ts';
import type { DeliveryDeps, EditionMail } from '../deps.ts';
import { fillTemplate, type MailTemplate, mailTemplate } from '../mail/mime.ts';
import type { OutgoingMail } from '../mailer.ts';
import type { Candidate } from './claim.store.ts';

/** A claimed delivery, ready to be made into a mail. */
export type Ready = {
  candidate: Candidate;
  address: EmailAddress;
  slugs: readonly SectionSlug[];
  /** Absent = the edition's own. */
  language: string | undefined;
  variantKey: string;
};

/** Bytes of templates kept at once; the mailer keeps about four times as much beside them. */
const KEPT_BYTES = 24_000_000;

/** The language stands last: who has chosen the same sections stands together, whichever theirs is. */
export const variantKey = (format: string, slugs: readonly SectionSlug[], language = '') =>
  `${format} ${slugs.join(' ')}/${language}`;

/** A batch by what is chosen, so that neighbours share a template, and within it as it was claimed: no language goes first. */
export const byChoice = (ready: readonly Ready[]): Ready[] => {
  const choiceOf = ({ variantKey: key }: Ready) => key.slice(0, key.lastIndexOf('/'));
  return [...ready].sort((a, b) => Number(choiceOf(a) > choiceOf(b)) - Number(choiceOf(a) < choiceOf(b)));
};

/** Makes the readers' mails of one edition; each variant's template is built once and kept while there is room. */
export function composer(
  deps: Pick<DeliveryDeps, 'links'>,
  mail: EditionMail,
  of: { edition: number; installation: string; lease: string },
) {
  const templates = new Map<string, MailTemplate>();
  let kept = 0;

  async function templateOf(ready: Ready): Promise<MailTemplate> {
    const known = templates.get(ready.variantKey);
    if (known) return known;
    const made = await mailTemplate(
      mail.variant(ready.slugs, ready.language),
      mail.head,
      ready.candidate.format,
    );
    while (kept > KEPT_BYTES) {
      const [oldest, template] = templates.entries().next().value as [string, MailTemplate];
      templates.delete(oldest);
      kept -= sizeOf(template);
    }
    kept += sizeOf(made);
    templates.set(ready.variantKey, made);
    return made;
  }

  return {
    /** Builds the templates that these need and that are not kept. */
    async prepare(next: readonly Ready[]): Promise<void> {
      for (const ready of next) if (!templates.has(ready.variantKey)) await templateOf(ready);
    },
    async compose(ready: Ready): Promise<OutgoingMail> {
      const { id, subscriber, linkVersion } = ready.candidate;
      const template = await templateOf(ready);
      const values = {
        to: ready.address,
        messageKey: `d${id}.e${of.edition}`,
        ...deps.links(subscriber, linkVersion),
      };
      return {
        source: mail.head.from.address,
        to: ready.address,
        pieces: fillTemplate(template, values),
        tags: {
          delivery: String(id),
          edition: String(of.edition),
          installation: of.installation,
          lease: of.lease,
        },
      };
    },
  };
}

const sizeOf = (template: MailTemplate) =>
  template.reduce((sum, piece) => sum + (typeof piece === 'string' ? 0 : piece.length), 0);
