import { z } from 'zod';
import { FLOWS, type FlowDefinition } from '../src/flows/index.ts';

/** The page `docs/flows.md`: every flow with its actions, as `src/flows` defines them. */
export function flowsPage(): string {
  return [
    '# Flows',
    '',
    '<!-- Generated from src/flows by `npm run docs:flows`. -->',
    '',
    'What happens by itself, and keeps a history: `quarterly runs list --flow NAME`, `quarterly runs show ID`. A flow is a line of actions,',
    'done in order. Each action may be called again at any time and finds what is done. An error is borne for as long as is said here,',
    'with pauses that double; what needs a person waits for as long as it takes. The time limit is for one look at an action, not for what it',
    'waits for. What goes in and comes out has the fields named here, or the run fails and says so.',
    ...FLOWS.flatMap(section),
    '',
  ].join('\n');
}

const section = ({ name, trigger, actions }: FlowDefinition) => [
  '',
  `## ${name}`,
  '',
  'option' in trigger
    ? `Started by \`${trigger.option}\`.`
    : `Started at \`${trigger.cron}\` in \`TIME_ZONE\`.`,
  '',
  '| action | errors are borne | pauses | time limit | inputs | outputs |',
  '|---|---|---|---|---|---|',
  ...actions.map(
    (action) =>
      `| ${action.name} | ${'tries' in action.patience ? `${action.patience.tries} tries` : span(action.patience.forMs)} | ${span(action.backOff.firstMs)} to ${span(action.backOff.longestMs)} | ${span(action.timeLimitMs)} | ${fields(action.inputs)} | ${fields(action.outputs)} |`,
  ),
];

function span(ms: number): string {
  const minutes = ms / 60_000;
  if (minutes < 1) return `${ms / 1_000} s`;
  return minutes < 60 ? `${minutes} min` : `${minutes / 60} h`;
}

type Schema = { properties?: Record<string, unknown>; required?: string[]; anyOf?: Schema[] };

/** Names of the fields; those that may be missing with a question mark. */
function fields(schema: z.ZodType): string {
  const told = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;
  const of = ({ properties = {}, required = [] }: Schema) =>
    Object.keys(properties)
      .map((name) => `${name}${required.includes(name) ? '' : '?'}`)
      .join(', ');
  return (told.anyOf ?? [told]).map(of).join('; or ');
}
