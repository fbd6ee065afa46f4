import type { FC } from 'hono/jsx';
import { type ErrorPart, type FormGroup, FormGroupOf, HintAndError } from './form-parts.tsx';
import { FieldLabel, type LabelProps } from './input.tsx';
import { type Attributes, describedBy, names, type Part } from './parts.ts';

export type SelectOption = {
  content: string | number;
  value?: string | number;
  selected?: boolean;
  disabled?: boolean;
  attributes?: Attributes;
};
export type SelectProps = {
  name: string;
  id?: string;
  label: LabelProps;
  hint?: Part;
  errorMessage?: ErrorPart;
  items: readonly (SelectOption | null | false | undefined)[];
  value?: string | number;
  classes?: string;
  describedBy?: string;
  disabled?: boolean;
  formGroup?: FormGroup;
  attributes?: Attributes;
};

export const Select: FC<SelectProps> = (props) => {
  const id = props.id ?? props.name;
  const selected = (item: SelectOption) =>
    item.selected ?? (props.value !== undefined && (item.value ?? item.content) === props.value);
  return (
    <FormGroupOf failed={!!props.errorMessage} formGroup={props.formGroup}>
      <FieldLabel id={id} label={props.label} />
      <HintAndError id={id} hint={props.hint} errorMessage={props.errorMessage} />
      <select
        class={names('govuk-select', props.classes, !!props.errorMessage && 'govuk-select--error')}
        id={id}
        name={props.name}
        disabled={props.disabled}
        aria-describedby={describedBy(
          props.describedBy,
          !!props.hint && `${id}-hint`,
          !!props.errorMessage && `${id}-error`,
        )}
        {...props.attributes}
      >
        {props.items.map(
          (item) =>
            item && (
              <option
                value={item.value}
                selected={selected(item)}
                disabled={item.disabled}
                {...item.attributes}
              >
                {item.content}
              </option>
            ),
        )}
      </select>
    </FormGroupOf>
  );
};
