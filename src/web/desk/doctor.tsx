import { type Context, Hono } from 'hono';
import { DoctorPage, type ShownExamination } from '../../../templates/web/desk/doctor.tsx';
import { deskTime } from '../../../templates/web/desk/moments.ts';
import { may, requireMay } from '../../access/index.ts';
import { paths } from '../../core/index.ts';
import { changesSince, type Examination, type Looked, latestExaminations } from '../../doctor/index.ts';
import { listRuns } from '../../flows/index.ts';
import { readForm } from '../readers/form.ts';
import { formSize } from '../readers/guards.ts';
import type { SignedInEnv } from './deps.ts';
import type { FlowPagesDeps } from './flows.tsx';
import { deskPage } from './page.tsx';
import { type PressedAgain, pressed } from './pressed.ts';

/** `/desk/doctor`: what a worker found wrong last. A web process looks at nothing itself: it answers readers meanwhile. */
export function doctorRoutes(deps: FlowPagesDeps): Hono<SignedInEnv> {
  const routes = new Hono<SignedInEnv>();
  routes.get(paths.desk.doctor.route, (c) => showDoctor(c, deps));
  routes.post(paths.desk.doctor.route, formSize, async (c) => {
    const by = c.get('actor');
    requireMay(by, 'flow.change');
    return pressed(c, {
      form: await readForm(c),
      act: async () => {
        await deps.flows.run({ flow: 'doctor', by });
        return undefined;
      },
      again: (how) => showDoctor(c, deps, how),
      onward: paths.desk.doctor(),
    });
  });
  return routes;
}

async function showDoctor(
  c: Context<SignedInEnv>,
  { db, clock, config }: FlowPagesDeps,
  again?: PressedAgain,
): Promise<Response> {
  const [last, before] = await latestExaminations(db, 2);
  const [run] = await listRuns(db, 'doctor', 1);
  const time = { now: clock.now(), timeZone: config.timeZone };
  return deskPage(c, {
    at: 'flows',
    title: 'Doctor',
    body: (
      <DoctorPage
        site={c.get('site')}
        last={last && shown(last, before, deskTime(new Date(last.at), time))}
        looking={run?.state === 'running'}
        mayLook={may(c.get('actor'), 'flow.change')}
      />
    ),
    problems: again?.problems ?? [],
    ...(again ? { status: again.status } : {}),
  });
}

function shown(last: Examination, before: Examination | undefined, at: string): ShownExamination {
  const { fresh, mended } = changesSince(before, last);
  const isNew = (code: string) => before !== undefined && fresh.some((one) => one.code === code);
  return {
    at,
    findings: last.findings.map(({ severity, ...finding }) => ({
      ...finding,
      isError: severity === 'error',
      isNew: isNew(finding.code),
    })),
    mended,
    looks: last.looks.map((look) => ({ name: look.name, said: standing(look), notes: look.notes })),
  };
}

function standing({ state, because, findings }: Looked): string {
  if (state === 'skipped') return `not looked at (${because})`;
  return findings.length === 0 ? 'well' : findings.map(({ code }) => code).join(', ');
}
