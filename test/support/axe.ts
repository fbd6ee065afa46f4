import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Asked = {
  /** Tags of rules; all rules unless given. */
  tags?: readonly string[];
  /** A selector of what is somebody else's. */
  except?: string;
};
type Violation = { id: string; nodes: { html: string }[] };

/** What axe finds wrong with an open page, a line for each broken rule. */
export async function axeFaults(page: Page, { tags, except }: Asked = {}): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(source);
  const context = except ? { include: [['html']], exclude: [[except]] } : { include: [['html']] };
  const options = { resultTypes: ['violations'], iframes: false, ...(tags && { runOnly: tags }) };
  const violations = await page.evaluate<Violation[]>(
    `axe.run(${JSON.stringify(context)}, ${JSON.stringify(options)}).then((result) => result.violations)`,
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
