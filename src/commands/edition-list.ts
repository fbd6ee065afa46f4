import { type EditionSummary, listEditions } from '../editions/index.ts';
import { say, sayJson, table } from '../terminal/say.ts';
import { withApp } from './with-app.ts';

type Asked = { json?: boolean };

/** In a file of its own: what is asked for most loads no room but the editions'. */
export const editionList = ({ json }: Asked) =>
  withApp(async ({ db }) => {
    const editions = await listEditions(db);
    if (json) sayJson(editions);
    else sayEditions(editions);
  });

function sayEditions(editions: readonly EditionSummary[]): void {
  const rows = editions.map((one) => [
    String(one.number),
    one.state,
    one.cover,
    one.title,
    one.hash?.slice(0, 12) ?? '',
  ]);
  if (editions.length === 0) say('No edition yet: bring one in with `quarterly edition import DIR`.');
  else say(table([['edition', 'state', 'cover', 'title', 'snapshot'], ...rows]));
}
