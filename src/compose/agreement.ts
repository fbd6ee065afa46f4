import { record } from '../acts/index.ts';
import { type Actor, because, type Db, fault, type Reason, reason } from '../core/index.ts';
import { assumeSignedWith, deadLinks } from '../delivery/index.ts';
import { openHold } from '../journal/index.ts';
import { readSetting, settleSetting, writeSetting } from '../settings/index.ts';
import type { App } from './app.ts';
import {
  type DecisiveOption,
  decisiveValues,
  differences,
  type Fingerprint,
  fingerprintOf,
  optionHash,
} from './fingerprint.ts';
import { BUILT_IN, SIMULATOR_URL } from './simulator.ts';

const ADOPTED = 'sending-options';

/** The options with which an installation sends, since when. */
export type Adopted = { options: Partial<Fingerprint>; at: string };
type Known = Pick<App, 'db' | 'clock' | 'config' | 'keys' | 'rendering'>;

/** This process's own fingerprint. */
export async function ownFingerprint(app: Known): Promise<Fingerprint> {
  const handedOn = process.argv.includes(BUILT_IN) ? app.config.sesEndpoint : undefined;
  return fingerprintOf(decisiveValues(app, handedOn ?? (await readSetting(app.db, SIMULATOR_URL))));
}

export async function adoptedOptions({ db }: { db: Db }): Promise<Adopted | undefined> {
  const text = await readSetting(db, ADOPTED);
  return text === undefined ? undefined : (JSON.parse(text) as Adopted);
}

/** Makes this process's options those of the whole installation, which is an act where they are other. @throws Fault `invalid` as `requirePublicUrl`. */
export async function adoptOptions(
  app: Known,
  by: Actor,
): Promise<{ now: Adopted; changed: readonly DecisiveOption[] }> {
  requirePublicUrl(app);
  const options = await ownFingerprint(app);
  return app.db.transaction().execute(async (tx) => {
    const before = await adoptedOptions({ db: tx });
    const changed = differences(options, before?.options ?? {});
    const at = app.clock.now();
    const now = { options, at: at.toISOString() };
    await writeSetting(tx, ADOPTED, JSON.stringify(now));
    if (changed.length > 0)
      await record(
        tx,
        { act: 'installation.options-adopted', by, subject: 0, params: { changed: [...changed] } },
        at,
      );
    return { now, changed };
  });
}

/**
 * Makes sure that this process may send: its options are those of the installation, or it is the first and they become so.
 * With `SENDING=off` nothing leaves, so nothing is asked. @throws Fault `conflict` that names each difference.
 */
export async function requireAgreement(app: Known): Promise<void> {
  if (app.config.sending === 'off') return;
  requirePublicUrl(app);
  const options = await ownFingerprint(app);
  await settleSetting(app.db, ADOPTED, JSON.stringify({ options, at: app.clock.now().toISOString() }));
  const differs = await difference(app);
  if (differs === undefined && app.keys.length === 1) await assumeSignedWith(app.db, app.keys[0].id);
  if (differs !== undefined) throw because('conflict', differs);
}

/** Says which editions' links are dead, as their key is gone: at each start that serves readers or sends to them. */
export async function sayDeadLinks({ db, keys, log }: App): Promise<void> {
  for (const sentence of await deadLinks(
    db,
    keys.map(({ id }) => id),
  ))
    log.error({}, sentence);
}

/** Why this process may not send at present, if it may not: a restore waits for a person, or its options differ. */
export async function disagreement(app: Known, who?: string): Promise<Reason | undefined> {
  const hold = await openHold(app.db);
  return hold ? reason('restored', { since: hold.since.toISOString() }) : difference(app, who);
}

/** Names each difference; `undefined` when there is none, or nothing is sent from here. */
async function difference(app: Known, who = 'This process'): Promise<Reason | undefined> {
  if (app.config.sending === 'off') return undefined;
  const adopted = await adoptedOptions(app);
  if (!adopted) return undefined;
  const names = differences(await ownFingerprint(app), adopted.options);
  if (names.length === 0) return undefined;
  return reason('options-differ', { who, names: names.map((name) => said(name, app, adopted.options)) });
}

/** Of `SENDING` there are three values, so the hash tells which. */
function said(name: DecisiveOption, { config }: Known, adopted: Partial<Fingerprint>): string {
  if (name !== 'SENDING') return name;
  const other = (['off', 'simulator', 'live'] as const).find(
    (one) => optionHash(name, one) === adopted[name],
  );
  return `SENDING (${config.sending} here${other ? `, ${other} there` : ''})`;
}

/** A mail to a reader whose links lead to `localhost` cannot be mended once it is out. */
function requirePublicUrl({ config }: Known): void {
  if (config.sending !== 'live' || config.publicUrlIsSet) return;
  throw fault(
    'invalid',
    'The option PUBLIC_URL must be set while SENDING=live: every link in a mail starts with it.',
  );
}

const LOOK_MS = 2_000;

/**
 * Looks every two seconds whether this process still agrees, and calls `changed` when that changes, with the reason or
 * `undefined`; one call at a time. A database that is away changes nothing.
 */
export function watchAgreement(
  app: Known,
  {
    who,
    before,
    changed,
  }: { who: string; before: Reason | undefined; changed(differs: Reason | undefined): Promise<void> },
): { stop(): void } {
  let known = before;
  let looking = false;
  const look = async () => {
    if (looking) return;
    looking = true;
    try {
      const differs = await disagreement(app, who);
      if (differs !== undefined || known !== undefined) await changed(differs);
      known = differs;
    } catch {
    } finally {
      looking = false;
    }
  };
  const timer = setInterval(() => void look(), LOOK_MS);
  return { stop: () => clearInterval(timer) };
}
