import type { FC } from 'hono/jsx';
import {
  type ErrorPart,
  Fieldset,
  type FieldsetProps,
  type FormGroup,
  FormGroupOf,
  HintAndError,
} from './form-parts.tsx';
import { Input } from './input.tsx';
import { type Attributes, describedBy, names, type Part } from './parts.ts';

type DatePart = 'day' | 'month' | 'year';

export type DateInputProps = {
  id: string;
  namePrefix?: string;
  values?: Record<string, string | number | undefined>;
  fieldset?: Omit<FieldsetProps, 'role'>;
  hint?: Part;
  errorMessage?: ErrorPart;
  /** What each part is called; in English unless said. */
  partLabels?: Readonly<Record<DatePart, string>>;
  /** The parts that are wrong; with an error and none named, all three are marked. */
  wrong?: readonly DatePart[];
  classes?: string;
  formGroup?: FormGroup;
  attributes?: Attributes;
};

const parts: readonly DatePart[] = ['day', 'month', 'year'];
const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

const PartInput: FC<{ of: DateInputProps; name: DatePart }> = ({ of, name }) => {
  const fullName = of.namePrefix ? `${of.namePrefix}-${name}` : name;
  const wrong = !!of.errorMessage && (of.wrong ?? parts).includes(name);
  const width = name === 'year' ? 4 : 2;
  return (
    <div class="govuk-date-input__item">
      <Input
        id={`${of.id}-${name}`}
        name={fullName}
        label={{ content: of.partLabels?.[name] ?? capital(name), classes: 'govuk-date-input__label' }}
        classes={names(
          'govuk-date-input__input',
          wrong && 'govuk-input--error',
          `govuk-input--width-${width}`,
        )}
        value={of.values?.[fullName]}
        inputmode="numeric"
      />
    </div>
  );
};

export const DateInput: FC<DateInputProps> = (props) => {
  const inner = (
    <>
      <HintAndError id={props.id} hint={props.hint} errorMessage={props.errorMessage} />
      <div class={names('govuk-date-input', props.classes)} {...props.attributes} id={props.id}>
        {parts.map((name) => (
          <PartInput of={props} name={name} />
        ))}
      </div>
    </>
  );
  const above = describedBy(
    props.fieldset?.describedBy,
    !!props.hint && `${props.id}-hint`,
    !!props.errorMessage && `${props.id}-error`,
  );
  return (
    <FormGroupOf failed={!!props.errorMessage} formGroup={props.formGroup}>
      {props.fieldset ? (
        // JAWS reads a description of text inputs only on role=group.
        <Fieldset {...props.fieldset} role="group" describedBy={above}>
          {inner}
        </Fieldset>
      ) : (
        inner
      )}
    </FormGroupOf>
  );
};
