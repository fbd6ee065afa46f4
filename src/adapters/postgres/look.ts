import pg from 'pg';

/** One connection to look with: it waits for nothing longer than `ms`, and says what went wrong in PostgreSQL's own code. */
export async function connectToLook(
  url: string,
  ms: number,
): Promise<{ ask<Row>(statement: string): Promise<Row[]>; end(): void }> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'quarterly doctor',
    connectionTimeoutMillis: ms,
    query_timeout: ms,
  });
  // A server that goes away between two questions is said by the next one.
  client.on('error', () => {});
  await client.connect();
  return {
    ask: async <Row>(statement: string) => (await client.query(statement)).rows as Row[],
    end: () => void client.end().catch(() => {}),
  };
}
