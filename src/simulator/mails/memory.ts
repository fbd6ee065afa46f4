import { ledgerOf, type Mail, type MailStore } from './mail.ts';

/** Mails and their bytes in memory, gone with the process. */
export function memoryStore(): MailStore {
  let mails: Mail[] = [];
  const bytes = new Map<string, Buffer>();
  const byId = new Map<string, Mail>();
  return {
    add(mail, raw) {
      mails.push(mail);
      byId.set(mail.id, mail);
      if (raw) bytes.set(mail.id, raw);
    },
    count: () => mails.length,
    list: () => mails,
    find: (id) => byId.get(id),
    raw: (id) => bytes.get(id),
    ledger: () => ledgerOf(mails),
    clear() {
      mails = [];
      byId.clear();
      bytes.clear();
    },
    close() {},
  };
}

/** Numbers only: for runs where even a ledger line a mail is too much. */
export function countingStore(): MailStore {
  let count = 0;
  return {
    add: () => {
      count += 1;
    },
    count: () => count,
    list: () => [],
    find: () => undefined,
    raw: () => undefined,
    ledger: () => [],
    clear: () => {
      count = 0;
    },
    close() {},
  };
}
