/** `error`: something does not work, or will fail the next edition. `warning`: it works, and will not for ever. */
export type Severity = 'error' | 'warning';

/** Something that is not as it should be, and what mends it. */
export type DoctorFinding = {
  /** For programs, and to tell one look's findings from the next's. */
  code: string;
  severity: Severity;
  /** What is wrong, with the values that were seen. Never a secret. */
  what: string;
  /** Why it matters to this bulletin. */
  why: string;
  /** The exact record, setting or command that mends it. */
  mend: string;
};

/** What one look has to say: findings, and remarks that are no fault. */
export type Seen = { findings: DoctorFinding[]; notes?: string[] };

type Said = Omit<DoctorFinding, 'code' | 'severity'>;

export const wrong = (code: string, said: Said): DoctorFinding => ({ code, severity: 'error', ...said });
export const doubtful = (code: string, said: Said): DoctorFinding => ({ code, severity: 'warning', ...said });

/** The findings whose condition holds, each made only then. */
export const found = (...cases: readonly (readonly [unknown, () => DoctorFinding])[]): DoctorFinding[] =>
  cases.flatMap(([holds, make]) => (holds ? [make()] : []));
