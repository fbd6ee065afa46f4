import type { FC } from 'hono/jsx';
import { type Attributes, type Content, names, type Part, part } from './parts.ts';

export type SummaryAction = {
  href: string;
  content: Content;
  /** What the link is about, for those who hear links out of context: "Change *email address*". */
  visuallyHiddenText?: string;
  classes?: string;
  attributes?: Attributes;
};
export type SummaryRow = {
  key: Part;
  value: Part;
  classes?: string;
  actions?: { classes?: string; items: readonly SummaryAction[] };
};
export type SummaryListProps = {
  rows: readonly (SummaryRow | null | false | '')[];
  classes?: string;
  attributes?: Attributes;
};

const ActionLink: FC<{ action: SummaryAction }> = ({ action }) => (
  <a class={names('govuk-link', action.classes)} href={action.href} {...action.attributes}>
    {action.content}
    {action.visuallyHiddenText && <span class="govuk-visually-hidden"> {action.visuallyHiddenText}</span>}
  </a>
);

const Actions: FC<{ actions: NonNullable<SummaryRow['actions']> }> = ({ actions: { classes, items } }) => (
  <dd class={names('govuk-summary-list__actions', classes)}>
    {items.length === 1 && items[0] ? (
      <ActionLink action={items[0]} />
    ) : (
      <ul class="govuk-summary-list__actions-list">
        {items.map((action) => (
          <li class="govuk-summary-list__actions-list-item">
            <ActionLink action={action} />
          </li>
        ))}
      </ul>
    )}
  </dd>
);

export const SummaryList: FC<SummaryListProps> = ({ rows, classes, attributes }) => {
  const present = rows.filter((row): row is SummaryRow => !!row);
  const anyActions = present.some((row) => row.actions?.items.length);
  return (
    <dl class={names('govuk-summary-list', classes)} {...attributes}>
      {present.map((row) => (
        <div
          class={names(
            'govuk-summary-list__row',
            anyActions && !row.actions?.items && 'govuk-summary-list__row--no-actions',
            row.classes,
          )}
        >
          <dt class={names('govuk-summary-list__key', part(row.key).classes)}>{part(row.key).content}</dt>
          <dd class={names('govuk-summary-list__value', part(row.value).classes)}>
            {part(row.value).content}
          </dd>
          {row.actions && row.actions.items.length > 0 && <Actions actions={row.actions} />}
        </div>
      ))}
    </dl>
  );
};
