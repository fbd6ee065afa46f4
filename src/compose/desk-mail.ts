import { signInMail } from '../access/index.ts';
import { type NoticeParams, signInRow } from '../core/notices.ts';
import type { App } from './app.ts';

/** What the mail of a sign-in says, made from what its row names; `undefined` when it is of no use any more. */
export async function signInParams(
  app: Pick<App, 'db' | 'clock' | 'keys'>,
  row: unknown,
): Promise<NoticeParams<'desk-sign-in'> | undefined> {
  const mail = await signInMail(app, signInRow.parse(row).signIn);
  return mail && { token: mail.link, code: mail.code, expiresAt: mail.expiresAt.toISOString() };
}
