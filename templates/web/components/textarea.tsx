import type { FC } from 'hono/jsx';
import { type ErrorPart, type FormGroup, FormGroupOf, HintAndError } from './form-parts.tsx';
import { FieldLabel, type LabelProps } from './input.tsx';
import { type Attributes, describedBy, names, type Part } from './parts.ts';

export type TextareaProps = {
  name: string;
  id?: string;
  label: LabelProps;
  hint?: Part;
  errorMessage?: ErrorPart;
  value?: string;
  rows?: number;
  classes?: string;
  describedBy?: string;
  spellcheck?: boolean;
  autocomplete?: string;
  disabled?: boolean;
  formGroup?: FormGroup;
  attributes?: Attributes;
};

export const Textarea: FC<TextareaProps> = (props) => {
  const id = props.id ?? props.name;
  return (
    <FormGroupOf failed={!!props.errorMessage} formGroup={props.formGroup}>
      <FieldLabel id={id} label={props.label} />
      <HintAndError id={id} hint={props.hint} errorMessage={props.errorMessage} />
      <textarea
        class={names('govuk-textarea', !!props.errorMessage && 'govuk-textarea--error', props.classes)}
        id={id}
        name={props.name}
        rows={props.rows ?? 5}
        spellcheck={props.spellcheck}
        disabled={props.disabled}
        aria-describedby={describedBy(
          props.describedBy,
          !!props.hint && `${id}-hint`,
          !!props.errorMessage && `${id}-error`,
        )}
        autocomplete={props.autocomplete}
        {...props.attributes}
      >
        {props.value}
      </textarea>
    </FormGroupOf>
  );
};
