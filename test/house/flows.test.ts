import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { flowsPage } from '../../scripts/flows.ts';
import { editionFlow } from '../../src/flows/index.ts';

const file = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

test('the tables of actions are those of the flows; `npm run docs:flows` approves others', () => {
  const page = file('docs/flows.md');
  expect(page).toContain('## partner-feeds');
  expect(flowsPage()).toBe(page);
  const line = editionFlow.actions.map(({ name }) => name).join(' → ');
  expect(file('ARCHITECTURE.md')).toContain(`\`${line}\``);
});
