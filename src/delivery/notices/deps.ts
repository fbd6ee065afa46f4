import type { Clock, EmailAddress } from '../../core/index.ts';
import type { DeliveryDeps, Sender } from '../deps.ts';
import type { MailTemplate } from '../mail/mime.ts';
import type { CopyDeps } from './copy.ts';

export type NoticeContent = { subject: string; html: string; text: string };

export type NoticeDeps = CopyDeps &
  Pick<
    DeliveryDeps,
    'db' | 'queue' | 'log' | 'mailer' | 'pacer' | 'allowed' | 'leaveToOthers' | 'mailbox' | 'journal'
  > & {
    clock: Clock;
    sender?: Sender;
    publicUrl: string;
    /** Who writes as long as no edition is published and `MAIL_FROM` is not set. */
    unnamed: { name: string; mailbox?: string | undefined };
    /**
     * Renders one kind of notice; `undefined` when it is of no use any more. Throws when it knows no such kind or the params
     * are not its own.
     * @param language that the reader chose, by its name; null = none
     */
    renderNotice(kind: string, params: unknown, language?: string | null): Promise<NoticeContent | undefined>;
    /** Whether the address belongs to somebody of the desk now. */
    ofDesk(address: EmailAddress): Promise<boolean>;
    /** Kept by whoever sends many of one telling: its template by format and language. */
    told?: Map<string, { template: MailTemplate; source: EmailAddress }>;
  };
