import pg from 'pg';

/** How long a connection may take to come about, ms. */
export const CONNECT_MS = 10_000;
/** A query that has been quiet for so long has its server looked at. */
const QUIET_MS = 5_000;
/** How long the server has to say whether it works on it, ms. */
const PROBE_MS = 7_000;
/**
 * Of every connection: a server gives up the transaction of a client that is gone, with the locks that it holds, within
 * half a minute, and not after the two hours of TCP's own keepalive; one that is stopped keeps them two minutes at most.
 */
const SESSION = `SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3;
SET tcp_user_timeout = 20000; SET idle_in_transaction_session_timeout = 120000`;

/** A peer that is gone while nothing is asked is found out by the system's keepalive, not by a time-out of ours. */
export const KEEP_ALIVE = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 };

/**
 * A client that notices when its server is gone. A time-out of each query would end planning a million readers as well; so
 * one that has been quiet for 5 s has its server asked, over another connection, whether it still works on it. When that
 * cannot be asked, or the server knows nothing of it, the connection is cut and the query fails: at most 15 s after it began.
 */
export class WatchedClient extends pg.Client {
  private readonly options: pg.ClientConfig;
  private asked = 0;
  private answered = 0;
  /** When it was last asked something while idle, or answered. */
  private quietSince = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(options: pg.ClientConfig = {}) {
    super(options);
    this.options = { ...options };
    const ask = super.query.bind(this) as (...args: unknown[]) => unknown;
    Object.assign(this, { query: (...args: unknown[]) => this.watched(ask, args) });
    this.once('end', () => clearTimeout(this.timer));
    // One that is in use has no listener of its pool's, and an error without a listener ends the process.
    this.on('error', () => {});
  }

  private watched(ask: (...args: unknown[]) => unknown, args: unknown[]): unknown {
    const callback = args.at(-1);
    if (this.asked === this.answered) this.quietSince = performance.now();
    this.asked += 1;
    this.lookLater();
    const done = () => {
      this.answered += 1;
      this.quietSince = performance.now();
    };
    if (typeof callback === 'function')
      return ask(...args.slice(0, -1), (...answer: unknown[]) => {
        done();
        (callback as (...answer: unknown[]) => void)(...answer);
      });
    const asking = ask(...args);
    if (asking instanceof Promise) asking.then(done, done);
    else done();
    return asking;
  }

  /** One timer for all that is asked: setting and clearing one for each query would cost more than many a query. */
  private lookLater(): void {
    if (this.timer) return;
    this.timer = setTimeout(
      () => {
        this.timer = undefined;
        if (this.asked === this.answered) return;
        if (performance.now() - this.quietSince < QUIET_MS) this.lookLater();
        else void this.look();
      },
      Math.max(100, this.quietSince + QUIET_MS - performance.now()),
    );
    this.timer.unref();
  }

  private async look(): Promise<void> {
    const seen = this.answered;
    const works = await serverWorksOn(this.options, (this as { processID?: number }).processID);
    if (this.asked === this.answered) return;
    if (works || this.answered !== seen) {
      this.quietSince = performance.now();
      return this.lookLater();
    }
    const { connection } = this as unknown as { connection: { stream: { destroy(error: Error): void } } };
    connection.stream.destroy(new Error('the database has not answered and works on nothing of ours'));
  }
}

/** False when the server cannot be asked, or says that the backend is gone or idle. Behind a pooler nobody can tell. */
async function serverWorksOn(options: pg.ClientConfig, backend: number | undefined): Promise<boolean> {
  const client = new pg.Client({ ...options, connectionTimeoutMillis: PROBE_MS, query_timeout: PROBE_MS });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query(
      'SELECT pg_backend_pid() AS me, (SELECT state FROM pg_stat_activity WHERE pid = $1) AS state',
      [backend ?? 0],
    );
    const direct = rows[0]?.me === (client as { processID?: number }).processID;
    return !direct || rows[0]?.state === 'active';
  } catch {
    return false;
  } finally {
    client.end().catch(() => {});
    // `end` waits for a server that may be gone.
    (client as unknown as { connection: { stream: { unref?(): void } } }).connection.stream.unref?.();
  }
}

/** What every pool is opened with. */
export const WATCHED = {
  connectionTimeoutMillis: CONNECT_MS,
  ...KEEP_ALIVE,
  Client: WatchedClient,
  // A server or pooler that takes none of these settings works without them.
  onConnect: (client: pg.ClientBase) =>
    client.query(SESSION).then(
      () => {},
      () => {},
    ),
};
