import { readFileSync } from 'node:fs';
import { raw } from 'hono/html';
import type { FC } from 'hono/jsx';
import { describe, expect, it } from 'vitest';
import * as components from '../../../templates/web/components/index.ts';
import { normalised } from './markup.ts';

type Fixture = { name: string; options: Record<string, unknown>; html: string };
type Props = Record<string, unknown>;

/** Nunjucks takes `text` or `html` where our components take content. */
function adapted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(adapted);
  }
  if (value === null || typeof value !== 'object') {
    return value;
  }
  const {
    text,
    html,
    titleText,
    titleHtml,
    summaryText,
    summaryHtml,
    descriptionText,
    descriptionHtml,
    ...rest
  } = value as Record<string, unknown>;
  const props: Props = Object.fromEntries(Object.entries(rest).map(([key, inner]) => [key, adapted(inner)]));
  const set = (key: string, plain: unknown, marked: unknown) => {
    const content = marked ? raw(String(marked)) : plain;
    if (content !== undefined) {
      props[key] = content;
    }
  };
  set('content', text, html);
  set('title', titleText, titleHtml);
  set('summary', summaryText, summaryHtml);
  set('description', descriptionText, descriptionHtml);
  if (props.conditional) {
    props.conditional = (props.conditional as Props).content;
  }
  return props;
}

/** Options that we leave out, each with its reason; a fixture that uses one is not compared. */
const leftOut: Record<string, (options: Record<string, unknown>) => boolean> = {
  'slots before and after a field': ({ formGroup }) =>
    ['beforeInput', 'afterInput', 'beforeInputs', 'afterInputs'].some(
      (slot) => slot in ((formGroup ?? {}) as object),
    ),
  'a wrapper of one’s own': (options) => 'inputWrapper' in options,
  'dates of other parts': (options) =>
    ['items', 'day', 'month', 'year'].some(
      (key) => key in options && 'id' in options && !('name' in options),
    ),
  'panels that interrupt': ({ classes, actions }) => String(classes).includes('--interruption') || !!actions,
  'summary cards': (options) => 'card' in options,
  'a field for files that a script makes larger': (options) => 'javascript' in options,
  'a file that was chosen before, which browsers ignore': ({ value }) => /fakepath/.test(String(value)),
};

function fixtures(component: string): Fixture[] {
  const path = `node_modules/govuk-frontend/dist/govuk/components/${component}/fixtures.json`;
  const all = (JSON.parse(readFileSync(path, 'utf8')) as { fixtures: Fixture[] }).fixtures;
  return all.filter(({ options }) => !Object.values(leftOut).some((uses) => uses(options)));
}

/** Each component under its govuk-frontend name. */
const cases: [string, keyof typeof components][] = [
  ['back-link', 'BackLink'],
  ['breadcrumbs', 'Breadcrumbs'],
  ['button', 'Button'],
  ['checkboxes', 'Checkboxes'],
  ['date-input', 'DateInput'],
  ['details', 'Details'],
  ['error-message', 'ErrorMessage'],
  ['error-summary', 'ErrorSummary'],
  ['fieldset', 'Fieldset'],
  ['file-upload', 'FileUpload'],
  ['hint', 'Hint'],
  ['input', 'Input'],
  ['inset-text', 'InsetText'],
  ['label', 'Label'],
  ['notification-banner', 'NotificationBanner'],
  ['panel', 'Panel'],
  ['radios', 'Radios'],
  ['select', 'Select'],
  ['skip-link', 'SkipLink'],
  ['summary-list', 'SummaryList'],
  ['table', 'Table'],
  ['tag', 'Tag'],
  ['textarea', 'Textarea'],
  ['warning-text', 'WarningText'],
];

const named = new Map<string, unknown>(Object.entries(components));
const aloneText = new Set(['NotificationBanner']);

function rendered(name: keyof typeof components, options: Record<string, unknown>): string {
  const Component = named.get(name) as FC<Props>;
  const { content, ...props } = adapted(options) as Props & { content?: string };
  const own = aloneText.has(name) && !options.html ? { text: content } : { children: content };
  return String(<Component items={[]} {...props} {...own} />);
}

describe.each(cases)('%s', (component, name) => {
  it.each(fixtures(component).map((fixture) => [fixture.name, fixture] as const))(
    '%s',
    (_name, { options, html }) => {
      expect(normalised(rendered(name, options))).toBe(normalised(html));
    },
  );
});

it('leaves out no more fixtures than it names', () => {
  expect(cases.flatMap(([component]) => fixtures(component)).length).toBe(435);
});
