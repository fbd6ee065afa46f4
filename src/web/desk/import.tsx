import { type Context, Hono } from 'hono';
import {
  importParts,
  previewImport,
  type ReaderImport,
  readerImport,
  receiveReaderImport,
  selectReaderImports,
  startReaderImport,
  tryReaderImport,
} from '../../../subscribers/index.ts';
import { ImportMatchPage, type ImportTyped } from '../../../templates/web/desk/import-match.tsx';
import { ImportResultPage, ImportWorkingPage } from '../../../templates/web/desk/import-result.tsx';
import { ImportUploadPage } from '../../../templates/web/desk/import-upload.tsx';
import { withoutOptions } from '../../../templates/web/desk/import-words.ts';
import type { DeskProblem } from '../../../templates/web/desk/page.tsx';
import { actorName, fault, isFault, paths } from '../../core/index.ts';
import { openSectionBook } from '../../sections/index.ts';
import { leadTo } from '../canonical.ts';
import { readForm } from '../readers/form.ts';
import { formSize } from '../readers/guards.ts';
import { MOST_TYPED, readUpload } from '../upload.ts';
import type { DeskDeps, SignedInEnv } from './deps.ts';
import { mayOnly } from './guards.ts';
import { importTypedOf, problemsOf, tellingOf, typedIn } from './import-input.ts';
import { resultView } from './import-view.ts';
import { momentOf } from './moment-of.ts';
import { deskPage } from './page.tsx';

type C = Context<SignedInEnv>;

/** `/desk/subscribers/import`: a list of readers is given, matched, tried, and brought in by a worker. */
export function importRoutes(deps: DeskDeps): Hono<SignedInEnv> {
  const routes = new Hono<SignedInEnv>();
  const { subscribersImport, subscribersImportOne, subscribersImportStart, subscribersImportRefused } =
    paths.desk;
  const changes = mayOnly('readers.change');
  routes.get(subscribersImport.route, changes, (c) => askForList(c, deps));
  routes.post(subscribersImport.route, changes, (c) => receive(c, deps));
  routes.get(subscribersImportOne.route, changes, async (c) => show(c, deps, await listIn(c, deps)));
  routes.post(subscribersImportOne.route, changes, formSize, async (c) =>
    match(c, deps, await listIn(c, deps)),
  );
  routes.post(subscribersImportStart.route, changes, async (c) => {
    const { id } = await listIn(c, deps);
    await startReaderImport(deps, { id, by: c.get('actor') });
    return toList(c, id);
  });
  routes.get(subscribersImportRefused.route, changes, async (c) =>
    refusedRows(c, deps, await listIn(c, deps)),
  );
  return routes;
}

const listIn = (c: C, { db }: DeskDeps) => readerImport(db, Number(c.req.param('id')));
const toList = (c: C, id: number) =>
  leadTo(c, c.get('site'), { address: paths.desk.subscribersImportOne({ id }), status: 303 });

const STATES: Readonly<Record<ReaderImport['state'], string>> = {
  uploaded: 'Its columns are to be matched',
  trying: 'Being looked through',
  tried: 'Looked through, not imported',
  importing: 'Being imported',
  done: 'Imported',
  failed: 'Could not be read',
};

async function askForList(c: C, { db, clock }: DeskDeps, again?: { typed: string; message: string }) {
  const site = c.get('site');
  const lists = await selectReaderImports(db, 10);
  const problems = again ? [{ field: 'file', message: again.message }] : [];
  const body = (
    <ImportUploadPage
      site={site}
      lists={lists.map(({ id, state, file_name: name, created_at, actor }) => ({
        id,
        name,
        state: STATES[state],
        at: momentOf(created_at, { clock, site }),
        who: actorName(actor),
      }))}
      typed={again?.typed ?? ''}
      problems={problems}
    />
  );
  return deskPage(c, {
    at: 'subscribers',
    title: 'Import subscribers',
    body,
    problems,
    status: again ? 400 : 200,
  });
}

async function receive(c: C, deps: DeskDeps) {
  const by = c.get('actor');
  let typed = '';
  try {
    const { file, fields } = await readUpload(c, 'file', (name, chunks) =>
      receiveReaderImport(deps, { name, by, chunks }),
    );
    const text = fields.rows ?? '';
    if (text.length >= MOST_TYPED)
      throw fault('invalid', 'More than 1 MB was pasted: save it as a file and choose that.');
    typed = text;
    if (file !== undefined) return toList(c, file);
    if (text.trim() === '') throw fault('invalid', 'Choose a file, or paste the rows of the list');
    return toList(c, await receiveReaderImport(deps, { name: 'Pasted rows', by, chunks: once(text) }));
  } catch (error) {
    if (!isFault(error) || error.code !== 'invalid') throw error;
    return askForList(c, deps, { typed, message: error.message });
  }
}

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

async function show(c: C, deps: DeskDeps, list: ReaderImport) {
  const { state, name, rowsDone, error } = list;
  if (state === 'trying' || state === 'importing')
    return deskPage(c, {
      at: 'subscribers',
      title: STATES[state],
      body: (
        <ImportWorkingPage site={c.get('site')} id={list.id} name={name} doing={state} rowsDone={rowsDone} />
      ),
      scripts: ['working.js'],
    });
  if (state === 'done' || (state === 'tried' && c.req.query('match') === undefined)) {
    const body = <ImportResultPage {...(await resultView(c, deps, { ...list, state }))} />;
    return deskPage(c, { at: 'subscribers', title: STATES[state], body });
  }
  const problems = error === null ? [] : [{ field: 'main', message: withoutOptions(error) }];
  return showMatch(c, deps, { list, typed: undefined, problems });
}

type Matching = { list: ReaderImport; typed: ImportTyped | undefined; problems: readonly DeskProblem[] };

/** @throws Fault `invalid` for what is no list */
async function showMatch(c: C, { db }: DeskDeps, { list, typed, problems }: Matching) {
  const columns = await previewImport(db, list.id, list.telling.encoding);
  const body = (
    <ImportMatchPage
      site={c.get('site')}
      id={list.id}
      name={list.name}
      columns={columns}
      sections={(await openSectionBook(db)).live}
      typed={typed ?? importTypedOf(list.telling, columns)}
      problems={problems}
    />
  );
  return deskPage(c, {
    at: 'subscribers',
    title: 'Match the columns',
    body,
    problems,
    status: typed ? 400 : 200,
  });
}

async function match(c: C, deps: DeskDeps, list: ReaderImport) {
  if (list.state === 'done' || list.state === 'trying' || list.state === 'importing')
    throw fault('conflict', 'That cannot be done with this list now: look at its page again.');
  const columns = await previewImport(deps.db, list.id, list.telling.encoding);
  const typed = typedIn(await readForm(c), columns.length);
  const problems = problemsOf(typed);
  if (problems.length > 0) return showMatch(c, deps, { list, typed, problems });
  await tryReaderImport(deps, { id: list.id, by: c.get('actor'), telling: tellingOf(typed) });
  return toList(c, list.id);
}

function refusedRows(c: C, { db }: DeskDeps, { id }: ReaderImport) {
  const parts = importParts(db, id, 'refused');
  const stream = new ReadableStream({
    async pull(controller) {
      const { value, done } = await parts.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
  return c.body(stream, 200, {
    'Content-Type': 'text/csv; charset=utf-8; header=present',
    'Content-Disposition': 'attachment; filename="refused.csv"',
  });
}
