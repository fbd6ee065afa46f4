import type { FC, PropsWithChildren } from 'hono/jsx';
import { type Attributes, type Content, names, type Part, part } from './parts.ts';

export const ErrorMessage: FC<
  PropsWithChildren<{ id?: string; classes?: string; attributes?: Attributes; visuallyHiddenText?: string }>
> = ({ id, classes, attributes, visuallyHiddenText = 'Error', children }) => (
  <p id={id} class={names('govuk-error-message', classes)} {...attributes}>
    {visuallyHiddenText && <span class="govuk-visually-hidden">{visuallyHiddenText}:</span>} {children}
  </p>
);

export const Hint: FC<PropsWithChildren<{ id?: string; classes?: string; attributes?: Attributes }>> = ({
  id,
  classes,
  attributes,
  children,
}) => (
  <div id={id} class={names('govuk-hint', classes)} {...attributes}>
    {children}
  </div>
);

export const Label: FC<
  PropsWithChildren<{ for?: string; classes?: string; attributes?: Attributes; isPageHeading?: boolean }>
> = ({ classes, attributes, isPageHeading, children, ...props }) => {
  if (!children) {
    return null;
  }
  const label = (
    <label class={names('govuk-label', classes)} {...attributes} for={props.for}>
      {children}
    </label>
  );
  return isPageHeading ? <h1 class="govuk-label-wrapper">{label}</h1> : label;
};

export type Legend = string | { content: Content; classes?: string; isPageHeading?: boolean };
export type FieldsetProps = {
  legend?: Legend;
  describedBy?: string;
  classes?: string;
  role?: string;
  attributes?: Attributes;
};

export const Fieldset: FC<PropsWithChildren<FieldsetProps>> = ({
  legend,
  describedBy,
  classes,
  role,
  attributes,
  children,
}) => {
  const title = typeof legend === 'string' ? { content: legend } : legend;
  return (
    <fieldset
      class={names('govuk-fieldset', classes)}
      role={role}
      aria-describedby={describedBy}
      {...attributes}
    >
      {title && (
        <legend class={names('govuk-fieldset__legend', title.classes)}>
          {title.isPageHeading ? <h1 class="govuk-fieldset__heading">{title.content}</h1> : title.content}
        </legend>
      )}
      {children}
    </fieldset>
  );
};

export type FormGroup = { classes?: string; attributes?: Attributes };
export type ErrorPart = Part & { visuallyHiddenText?: string };

/** The hint and the error above a field, with the ids that `aria-describedby` names. */
export const HintAndError: FC<{ id: string; hint?: Part; errorMessage?: ErrorPart }> = ({
  id,
  hint,
  errorMessage,
}) => (
  <>
    {hint && (
      <Hint id={`${id}-hint`} classes={part(hint).classes} attributes={part(hint).attributes}>
        {part(hint).content}
      </Hint>
    )}
    {errorMessage && (
      <ErrorMessage
        id={`${id}-error`}
        classes={part(errorMessage).classes}
        attributes={part(errorMessage).attributes}
        visuallyHiddenText={
          typeof errorMessage === 'string'
            ? undefined
            : (errorMessage as { visuallyHiddenText?: string }).visuallyHiddenText
        }
      >
        {part(errorMessage).content}
      </ErrorMessage>
    )}
  </>
);

export const FormGroupOf: FC<PropsWithChildren<{ failed: boolean; formGroup?: FormGroup }>> = ({
  failed,
  formGroup,
  children,
}) => (
  <div
    class={names('govuk-form-group', failed && 'govuk-form-group--error', formGroup?.classes)}
    {...formGroup?.attributes}
  >
    {children}
  </div>
);
