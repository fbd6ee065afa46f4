import { sendTestMail } from '../compose/doctor-test-mail.ts';
import type { EmailAddress } from '../core/index.ts';
import { type Examination, examineAlso, testMailRefused } from '../doctor/index.ts';
import { withApp } from './with-app.ts';

/** Events usually come within seconds; a receiving server may take its time. */
const PATIENCE_MS = 60_000;
/** With these nothing may be opened that would change the database, or nothing could be. */
const BEFORE = ['database-unreachable', 'database-none', 'migrations-behind', 'migrations-ahead'];

/** The round trip of a real mail, after everything else was looked at. */
export const withTestMail = (examination: Examination, to: EmailAddress): Promise<Examination> =>
  examineAlso(examination, {
    name: 'test mail',
    withinMs: PATIENCE_MS + 20_000,
    look: async () => {
      const first = examination.findings.find(({ code }) => BEFORE.includes(code));
      if (first) return { findings: [testMailRefused(first.what)] };
      return withApp((app) => sendTestMail(app, { to, patienceMs: PATIENCE_MS }));
    },
  });
