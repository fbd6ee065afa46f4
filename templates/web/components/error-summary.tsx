import type { FC } from 'hono/jsx';
import { type Attributes, type Content, names } from './parts.ts';

export type ErrorItem = { content: Content; href?: string; attributes?: Attributes };
export type ErrorSummaryProps = {
  title?: Content;
  description?: Content;
  errorList?: readonly ErrorItem[];
  classes?: string;
  disableAutoFocus?: boolean;
  attributes?: Attributes;
};

const ItemOf: FC<{ item: ErrorItem }> = ({ item }) => (
  <li>
    {item.href ? (
      <a href={item.href} {...item.attributes}>
        {item.content}
      </a>
    ) : (
      item.content
    )}
  </li>
);

/** govuk-frontend focuses it when the page loads; without JavaScript the "Error: " title says it first. */
export const ErrorSummary: FC<ErrorSummaryProps> = ({ title = 'There is a problem', ...props }) => (
  <div
    class={names('govuk-error-summary', props.classes)}
    data-disable-auto-focus={props.disableAutoFocus?.toString()}
    {...props.attributes}
    data-module="govuk-error-summary"
  >
    <div role="alert">
      <h2 class="govuk-error-summary__title">{title}</h2>
      <div class="govuk-error-summary__body">
        {props.description && <p>{props.description}</p>}
        {props.errorList && props.errorList.length > 0 && (
          <ul class="govuk-list govuk-error-summary__list">
            {props.errorList.map((item) => (
              <ItemOf item={item} />
            ))}
          </ul>
        )}
      </div>
    </div>
  </div>
);
