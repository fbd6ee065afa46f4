import type { FC } from 'hono/jsx';
import { type ErrorPart, type FormGroup, FormGroupOf, HintAndError, Label } from './form-parts.tsx';
import { type Attributes, type Content, describedBy, names, type Part, part } from './parts.ts';

export type LabelProps =
  | string
  | { content: Content; classes?: string; attributes?: Attributes; isPageHeading?: boolean };

export type InputProps = {
  name: string;
  /** Defaults to the name: error summaries link to it. */
  id?: string;
  label: LabelProps;
  hint?: Part;
  errorMessage?: ErrorPart;
  prefix?: Part;
  suffix?: Part;
  type?: string;
  value?: string | number;
  classes?: string;
  describedBy?: string;
  spellcheck?: boolean;
  autocomplete?: string;
  autocapitalize?: 'off' | 'none' | 'sentences' | 'words' | 'characters';
  inputmode?: 'numeric' | 'decimal' | 'email' | 'search' | 'tel' | 'text' | 'url';
  pattern?: string;
  disabled?: boolean;
  formGroup?: FormGroup;
  attributes?: Attributes;
};

const labelled = (label: LabelProps) => (typeof label === 'string' ? { content: label } : label);

export const FieldLabel: FC<{ id: string; label: LabelProps }> = ({ id, label }) => {
  const { content, ...rest } = labelled(label);
  return (
    <Label for={id} {...rest}>
      {content}
    </Label>
  );
};

const Affix: FC<{ kind: 'prefix' | 'suffix'; affix: Part }> = ({ kind, affix }) => (
  <div
    class={names(`govuk-input__${kind}`, part(affix).classes)}
    aria-hidden="true"
    {...part(affix).attributes}
  >
    {part(affix).content}
  </div>
);

export const Input: FC<InputProps> = (props) => {
  const id = props.id ?? props.name;
  const input = (
    <input
      class={names('govuk-input', props.classes, !!props.errorMessage && 'govuk-input--error')}
      id={id}
      name={props.name}
      type={props.type ?? 'text'}
      spellcheck={props.spellcheck}
      value={props.value}
      disabled={props.disabled}
      aria-describedby={describedBy(
        props.describedBy,
        !!props.hint && `${id}-hint`,
        !!props.errorMessage && `${id}-error`,
      )}
      autocomplete={props.autocomplete}
      autocapitalize={props.autocapitalize}
      pattern={props.pattern}
      inputmode={props.inputmode}
      {...props.attributes}
    />
  );
  return (
    <FormGroupOf failed={!!props.errorMessage} formGroup={props.formGroup}>
      <FieldLabel id={id} label={props.label} />
      <HintAndError id={id} hint={props.hint} errorMessage={props.errorMessage} />
      {props.prefix || props.suffix ? (
        <div class="govuk-input__wrapper">
          {props.prefix && <Affix kind="prefix" affix={props.prefix} />}
          {input}
          {props.suffix && <Affix kind="suffix" affix={props.suffix} />}
        </div>
      ) : (
        input
      )}
    </FormGroupOf>
  );
};
