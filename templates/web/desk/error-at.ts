import type { ErrorPart } from '../components/index.ts';
import type { DeskProblem } from './page.tsx';

/** What is wrong with a field of a form, as its component takes it. */
export const errorAt = (problems: readonly DeskProblem[], field: string): { errorMessage?: ErrorPart } => {
  const found = problems.find((problem) => problem.field === field);
  return found ? { errorMessage: { content: found.message, visuallyHiddenText: 'Error' } } : {};
};
