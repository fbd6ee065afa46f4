import { examineInstallation } from '../compose/doctor.ts';
import { type EmailAddress, systemClock } from '../core/index.ts';
import type { DoctorFinding, Examination, Looked } from '../doctor/index.ts';
import { count, say, sayJson } from '../terminal/say.ts';
import { withTestMail } from './doctor-test-mail.ts';

/** Exit statuses of this command alone: nothing found, warnings, errors. */
const STATUS = { nothing: 0, warnings: 1, errors: 2 };

export async function doctor({ json, sendTest }: { json?: boolean; sendTest?: EmailAddress }): Promise<void> {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  const looked = await examineInstallation({ env: process.env, clock: systemClock });
  const examination = sendTest ? await withTestMail(looked, sendTest) : looked;
  if (json) sayJson(examination);
  else sayExamination(examination);
  process.exitCode = statusOf(examination);
  // What hangs hangs on: a connection that nobody answers must not keep the command from ending.
  process.stdout.write('', () => process.exit());
}

const statusOf = ({ findings }: Examination): number => {
  if (findings.length === 0) return STATUS.nothing;
  return findings.some(({ severity }) => severity === 'error') ? STATUS.errors : STATUS.warnings;
};

function sayExamination({ looks, findings }: Examination): void {
  for (const finding of findings) sayFinding(finding);
  for (const look of looks) sayLook(look);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  say(
    findings.length === 0
      ? '\nNothing is wrong with what was looked at.'
      : `\n${count(errors, 'error')}, ${count(findings.length - errors, 'warning')}.`,
  );
}

function sayFinding({ severity, code, what, why, mend }: DoctorFinding): void {
  say(`${severity === 'error' ? 'ERROR  ' : 'WARNING'} ${what}  [${code}]`);
  say(`        ${why}`);
  say(`        Mend: ${mend}\n`);
}

function sayLook({ name, state, because, notes, findings }: Looked): void {
  const said =
    state === 'skipped'
      ? `not looked at (${because})`
      : findings.length === 0
        ? 'well'
        : count(findings.length, 'finding');
  say(`${name}: ${said}`);
  for (const note of notes) say(`        ${note}`);
}
