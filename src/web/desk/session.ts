import type { Context } from 'hono';
import { SIGN_IN_MINUTES, signOut } from '../../access/index.ts';
import { paths } from '../../core/index.ts';
import { leadTo } from '../canonical.ts';
import { endDeskCookie, readDeskCookie, setDeskCookie } from './cookie.ts';
import type { DeskDeps, DeskEnv } from './deps.ts';

type Opening = { session: string; next: string | undefined };

/** This browser is signed in from now on, and leads on to where somebody wanted to go. */
export async function openInBrowser(
  c: Context<DeskEnv>,
  deps: DeskDeps,
  { session, next }: Opening,
): Promise<Response> {
  const { publicUrl, sessionDays } = deps.config;
  await closeInBrowser(c, deps);
  setDeskCookie(c, 'session', { value: session, publicUrl, maxAgeSeconds: sessionDays * 86_400 });
  endDeskCookie(c, 'asked', publicUrl);
  return leadTo(c, c.get('site'), { address: next ?? paths.desk.home(), status: 303 });
}

/** Whoever was signed in in this browser is so no longer. */
export async function closeInBrowser(c: Context<DeskEnv>, deps: DeskDeps): Promise<void> {
  const { publicUrl } = deps.config;
  const session = readDeskCookie(c, 'session', publicUrl);
  if (session === undefined) return;
  await signOut(deps, session);
  endDeskCookie(c, 'session', publicUrl);
}

/** Where to go after signing in: a page of the desk, or an approval; anything else is not followed. */
export const nextOf = (given: string | undefined): string | undefined =>
  given !== undefined && /^\/(?:desk|approve)(?:[/?]|$)/.test(given) ? given : undefined;

/** What the browser that asked keeps: its secret, and where it wanted to go. No secret holds a full stop. */
export function readAsked(
  c: Context<DeskEnv>,
  { config }: DeskDeps,
): { browser: string; next: string | undefined } | undefined {
  const [browser, ...next] = readDeskCookie(c, 'asked', config.publicUrl)?.split('.') ?? [];
  return browser ? { browser, next: nextOf(next.join('.')) } : undefined;
}

export function keepAsked(
  c: Context<DeskEnv>,
  { config: { publicUrl } }: DeskDeps,
  { browser, next = '' }: { browser: string; next: string | undefined },
): void {
  setDeskCookie(c, 'asked', { value: `${browser}.${next}`, publicUrl, maxAgeSeconds: SIGN_IN_MINUTES * 60 });
}
