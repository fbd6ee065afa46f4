import { type Context, Hono } from 'hono';
import { ReportPage } from '../../../templates/web/desk/report.tsx';
import { ReportDoubt } from '../../../templates/web/desk/report-doubt.tsx';
import { may } from '../../access/index.ts';
import { act, record } from '../../acts/index.ts';
import { deliveryId, type EditionNumber, fault, paths, sha256 } from '../../core/index.ts';
import { closeUnknown, listUnknown, resendUnknown } from '../../delivery/index.ts';
import { loadEdition } from '../../editions/index.ts';
import { readForm } from '../readers/form.ts';
import { formSize } from '../readers/guards.ts';
import { numberIn } from './approval.tsx';
import type { DeskDeps, SignedInEnv } from './deps.ts';
import { mayOnly } from './guards.ts';
import { deskPage } from './page.tsx';
import { type PressedAgain, pressed } from './pressed.ts';
import { reportCsv, reportFigures } from './report-view.ts';
import { sayLocally } from './say-locally.ts';
import { sendingState } from './sending-state.ts';

/** Mails in doubt that are listed; a number says how many there are. */
const LISTED = 200;

/** `/desk/editions/N/report`: what became of its mails, the same as a file, and what becomes of those in doubt. */
export function reportRoutes(deps: DeskDeps): Hono<SignedInEnv> {
  const routes = new Hono<SignedInEnv>();
  const sees = mayOnly('readers.see');
  const { report, reportCsv: csv, reportDoubt } = paths.desk;
  routes.get(report.route, sees, (c) => showReport(c, deps, numberIn(c)));
  routes.post(csv.route, sees, formSize, (c) => download(c, deps, numberIn(c)));

  const decides = mayOnly('delivery.decide');
  routes.get(reportDoubt.route, decides, (c) => showDoubt(c, deps, numberIn(c)));
  routes.post(reportDoubt.route, decides, formSize, async (c) => {
    const number = numberIn(c);
    await loadEdition(deps.db, number);
    const form = await readForm(c);
    const mail = form.text('mail');
    if (mail !== '' && !/^\d{1,15}$/.test(mail)) throw fault('invalid', 'Press one of the buttons.');
    const only = mail === '' ? undefined : deliveryId(Number(mail));
    const decided = { edition: number, by: c.get('actor'), only };
    return pressed(c, {
      form,
      act: async () => {
        const shown = form.text('shown');
        if (only === undefined && shown !== '' && shown !== keyOfMails(await listUnknown(deps.db, number)))
          throw fault(
            'conflict',
            'Which mails are in doubt has changed since you loaded this page, so nothing was done. Look again: it shows those of now.',
          );
        if (form.text('do') === 'resend') await resendUnknown(deps, decided);
        else if (form.text('do') === 'close') await closeUnknown(deps, decided);
        else throw fault('invalid', 'Press one of the buttons.');
        return undefined;
      },
      again: (how) => showDoubt(c, deps, number, how),
      // There may be others, which want a decision too.
      onward:
        only === undefined
          ? paths.desk.report({ number }, { done: form.text('do') })
          : paths.desk.reportDoubt({ number }, { done: form.text('do') }),
    });
  });
  return routes;
}

/** Of just these mails: a decision is about those that somebody saw. */
const keyOfMails = (mails: readonly { id: number }[]): string => sha256(mails.map(({ id }) => id).join());

const DONE: Readonly<Record<string, string>> = {
  resend: 'What was in doubt is sent again.',
  close: 'What was in doubt is closed.',
};
const ONE_DONE: Readonly<Record<string, string>> = {
  resend: 'The mail is sent again.',
  close: 'The mail is closed.',
};

async function showReport(c: Context<SignedInEnv>, deps: DeskDeps, number: EditionNumber) {
  await loadEdition(deps.db, number);
  const figures = await reportFigures(deps, number, may(c.get('actor'), 'delivery.decide'));
  const state = await sendingState(deps, number, figures && { planned: figures.planned, ...figures.totals });
  const done = DONE[c.req.query('done') ?? ''];
  return deskPage(c, {
    at: 'editions',
    title: `Report of edition ${number}`,
    body: <ReportPage site={c.get('site')} number={number} state={state} {...(figures ? { figures } : {})} />,
    ...(state.moving ? { scripts: ['sending.js'] } : {}),
    ...(done ? { done } : {}),
  });
}

async function showDoubt(
  c: Context<SignedInEnv>,
  deps: DeskDeps,
  number: EditionNumber,
  again?: PressedAgain,
): Promise<Response> {
  await loadEdition(deps.db, number);
  const found = await listUnknown(deps.db, number);
  const mails = found.slice(0, LISTED).map(({ id, subscriber, since, reason }) => ({
    id,
    reader: subscriber,
    since,
    why: reason ? sayLocally(reason, deps.config) : '',
  }));
  const problems = again?.problems ?? [];
  const done = again ? undefined : ONE_DONE[c.req.query('done') ?? ''];
  return deskPage(c, {
    at: 'editions',
    ...(done ? { done } : {}),
    title: `Mails of edition ${number} in doubt`,
    body: (
      <ReportDoubt
        site={c.get('site')}
        number={number}
        mails={mails}
        all={found.length}
        shown={keyOfMails(found)}
      />
    ),
    problems,
    ...(again ? { status: again.status } : {}),
  });
}

/** @throws Fault `conflict` while nothing is planned. */
async function download(c: Context<SignedInEnv>, deps: DeskDeps, number: EditionNumber) {
  await loadEdition(deps.db, number);
  const figures = await reportFigures(deps, number, false);
  if (!figures)
    throw fault('conflict', `Edition ${number} has not been sent yet, so there is no report: send it first.`);
  const { text, lines } = reportCsv(number, figures);
  const by = c.get('actor');
  await act(deps, (tx, at) =>
    record(tx, { act: 'edition.report-exported', by, subject: number, params: { lines } }, at),
  );
  return c.body(text, 200, {
    'Content-Type': 'text/csv; charset=utf-8; header=present',
    'Content-Disposition': `attachment; filename="edition-${number}-report.csv"`,
  });
}
