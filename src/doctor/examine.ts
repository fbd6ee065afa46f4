import { sentenceOf, within } from '../core/index.ts';
import { type DoctorFinding, doubtful, type Seen } from './finding.ts';

/** One subject that is looked at, apart from all others. */
export type DoctorLook = {
  name: string;
  /** How long it may take, ms. */
  withinMs: number;
  look(): Promise<Seen | { skipped: string }>;
};

/** What became of one look. */
export type Looked = {
  name: string;
  state: 'looked' | 'skipped' | 'failed';
  /** Why nothing was looked at. */
  because?: string;
  notes: string[];
  findings: DoctorFinding[];
  ms: number;
};

/** What a whole examination found. */
export type Examination = { at: string; looks: Looked[]; findings: DoctorFinding[] };

/**
 * Looks at everything at once, each subject within its own time: one that hangs holds up no other, and is a finding itself.
 * Errors come before warnings.
 */
export async function examine(looks: readonly DoctorLook[], at: Date): Promise<Examination> {
  return examined(await Promise.all(looks.map(lookOnce)), at.toISOString());
}

/** Looks at one subject more, after all others. */
export async function examineAlso({ at, looks }: Examination, look: DoctorLook): Promise<Examination> {
  return examined([...looks, await lookOnce(look)], at);
}

function examined(looks: Looked[], at: string): Examination {
  const order = ({ severity }: DoctorFinding) => (severity === 'error' ? 0 : 1);
  const findings = looks.flatMap((one) => one.findings).sort((a, b) => order(a) - order(b));
  return { at, looks, findings };
}

async function lookOnce({ name, withinMs, look }: DoctorLook): Promise<Looked> {
  const from = performance.now();
  const ms = () => Math.round(performance.now() - from);
  try {
    const seen = await within(withinMs, look());
    if ('skipped' in seen)
      return { name, state: 'skipped', because: seen.skipped, notes: [], findings: [], ms: ms() };
    return { name, state: 'looked', notes: seen.notes ?? [], findings: seen.findings, ms: ms() };
  } catch (error) {
    const because = sentenceOf(error);
    return { name, state: 'failed', because, notes: [], findings: [notLooked(name, because)], ms: ms() };
  }
}

const notLooked = (name: string, because: string): DoctorFinding =>
  doubtful(`${name}-not-looked-at`, {
    what: `${name} could not be looked at: ${because}.`,
    why: 'What is wrong there is not known.',
    mend: 'Look again with `quarterly doctor`; where it stays so, see whether a firewall or a proxy swallows the connection.',
  });
