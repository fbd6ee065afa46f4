import { type Context, Hono } from 'hono';
import { csvLine } from '../../../subscribers/index.ts';
import { ACT_WORDS, type ActNames, sayAct, THINGS } from '../../../templates/web/desk/act-words.ts';
import { type AuditFilter, AuditPage } from '../../../templates/web/desk/audit.tsx';
import { deskTime } from '../../../templates/web/desk/moments.ts';
import type { DeskProblem } from '../../../templates/web/desk/page.tsx';
import { listPeople, type PersonRow } from '../../access/index.ts';
import { type ActFilter, act, type FoundAct, record, searchActs } from '../../acts/index.ts';
import { type Actor, actorName, paths, personId } from '../../core/index.ts';
import { readForm } from '../readers/form.ts';
import { formSize } from '../readers/guards.ts';
import type { DeskDeps, SignedInEnv } from './deps.ts';
import { mayOnly } from './guards.ts';
import { deskPage } from './page.tsx';

const PAGE = 100;
/** Lines that are read and written at once. */
const SLICE = 1_000;

/** `/desk/audit`: the record of who did what, and the same as a file. */
export function auditRoutes(deps: DeskDeps): Hono<SignedInEnv> {
  const routes = new Hono<SignedInEnv>();
  const sees = mayOnly('audit.see');
  routes.get(paths.desk.audit.route, sees, async (c) => {
    const typed = typedIn((name) => c.req.query(name) ?? '');
    const { filter, problems } = readFilter(typed, deps.config.timeZone);
    const before = Number(c.req.query('before')) || undefined;
    const found = problems.length > 0 ? [] : await searchActs(deps.db, filter, { before, limit: PAGE + 1 });
    return showAudit(c, deps, { typed, found, problems });
  });
  routes.post(paths.desk.auditCsv.route, sees, formSize, async (c) => {
    const form = await readForm(c);
    const typed = typedIn((name) => form.text(name));
    const { filter, problems } = readFilter(typed, deps.config.timeZone);
    if (problems.length > 0) return showAudit(c, deps, { typed, found: [], problems });
    const file = await csvOf(deps, filter);
    await act(deps, (tx, at) =>
      record(tx, { act: 'audit.exported', by: c.get('actor'), subject: 0, params: { acts: file.lines } }, at),
    );
    return c.body(file.text, 200, {
      'Content-Type': 'text/csv; charset=utf-8; header=present',
      'Content-Disposition': 'attachment; filename="record.csv"',
    });
  });
  return routes;
}

type Shown = { typed: AuditFilter; found: readonly FoundAct[]; problems: readonly DeskProblem[] };

async function showAudit(c: Context<SignedInEnv>, deps: DeskDeps, { typed, found, problems }: Shown) {
  const people = await listPeople(deps.db);
  const named = namesOf(people);
  const time = { now: deps.clock.now(), timeZone: deps.config.timeZone };
  const shown = found.slice(0, PAGE);
  const lines = shown.map((one) => ({
    at: deskTime(one.at, time),
    iso: one.at.toISOString(),
    who: actorName(one.by),
    what: sayAct(one, named),
  }));
  const older = found.length > PAGE ? shown.at(-1)?.id : undefined;
  const who = [...people.map(({ id }) => ({ value: String(id), name: named.person(id) })), ...OTHERS];
  return deskPage(c, {
    at: 'audit',
    title: 'Record',
    problems,
    status: problems.length > 0 ? 400 : 200,
    body: (
      <AuditPage
        site={c.get('site')}
        filter={typed}
        people={who}
        lines={lines}
        older={older}
        problems={problems}
      />
    ),
  });
}

/** Who acts besides the people of the desk. */
const OTHERS: readonly { value: Actor['kind']; name: string }[] = [
  { value: 'command', name: 'A terminal' },
  { value: 'guest', name: 'Guests by a link' },
  { value: 'contributor', name: 'Contributors' },
  { value: 'flow', name: 'The flow, by itself' },
  { value: 'reader', name: 'Readers' },
  { value: 'amazon', name: 'Amazon SES' },
];

const namesOf = (people: readonly PersonRow[]): ActNames => {
  const names = new Map(people.map(({ id, name, email }) => [Number(id), name ?? email]));
  return { person: (id) => names.get(id) ?? `person ${id}` };
};

const typedIn = (given: (name: string) => string): AuditFilter => ({
  who: given('who'),
  what: given('what'),
  number: given('number').trim(),
  from: given('from').trim(),
  until: given('until').trim(),
});

/** What is not on offer matches everything, so that an address that was changed by hand is no fault. */
function readFilter(typed: AuditFilter, timeZone: string): { filter: ActFilter; problems: DeskProblem[] } {
  const problems: DeskProblem[] = [];
  const day = (field: 'from' | 'until') => {
    const given = typed[field];
    if (given === '' || isDay(given)) return given || undefined;
    problems.push({ field, message: 'Give a day such as 2026-11-27.' });
    return undefined;
  };
  if (typed.number !== '' && !/^\d{1,9}$/.test(typed.number))
    problems.push({ field: 'number', message: 'Give a number such as 7.' });
  const kind = OTHERS.find(({ value }) => value === typed.who)?.value;
  const by = kind
    ? { kind }
    : /^\d{1,9}$/.test(typed.who)
      ? { person: personId(Number(typed.who)) }
      : undefined;
  const isKnown = Object.hasOwn(THINGS, typed.what) || Object.hasOwn(ACT_WORDS, typed.what);
  const filter: ActFilter = {
    by,
    act: isKnown ? typed.what : undefined,
    subject: typed.number === '' ? undefined : Number(typed.number),
    days: { from: day('from'), until: day('until'), timeZone },
  };
  return { filter, problems };
}

/** A day that there is: `2026-02-30` is none. */
function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

async function csvOf({ db }: DeskDeps, filter: ActFilter): Promise<{ text: string; lines: number }> {
  const named = namesOf(await listPeople(db));
  const written = [csvLine(['number', 'at', 'who', 'what', 'act', 'about', 'details'])];
  let before: number | undefined;
  for (;;) {
    const slice = await searchActs(db, filter, { before, limit: SLICE });
    for (const one of slice) {
      const { id, at, act: name, subject, params } = one;
      const cells = [id, at.toISOString(), actorName(one.by), sayAct(one, named), name, subject];
      written.push(csvLine([...cells, JSON.stringify(params)]));
    }
    before = slice.at(-1)?.id;
    if (slice.length < SLICE) return { text: written.join(''), lines: written.length - 1 };
  }
}
