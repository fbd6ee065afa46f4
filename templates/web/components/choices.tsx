import type { FC } from 'hono/jsx';
import {
  type ErrorPart,
  Fieldset,
  type FieldsetProps,
  type FormGroup,
  FormGroupOf,
  Hint,
  HintAndError,
  Label,
} from './form-parts.tsx';
import { type Attributes, type Content, describedBy, names, type Part, part } from './parts.ts';

export type ChoiceField = {
  value: string | number;
  content: Content;
  id?: string;
  /** Checkboxes only: a name of its own instead of the group's. */
  name?: string;
  hint?: Part;
  label?: { classes?: string; attributes?: Attributes };
  checked?: boolean;
  disabled?: boolean;
  /** Shown below the choice; hidden while it is not chosen, when JavaScript runs. */
  conditional?: Content;
  /** Checkboxes only: `exclusive` unticks the others. */
  behaviour?: 'exclusive';
  attributes?: Attributes;
};
export type ChoiceItem = ChoiceField | { divider: string } | false | null | undefined;

export type ChoicesProps = {
  name: string;
  /** Id of the first choice, which an error summary links to; defaults to the name. */
  idPrefix?: string;
  items: ChoiceItem[];
  fieldset?: Omit<FieldsetProps, 'role'>;
  hint?: Part;
  errorMessage?: ErrorPart;
  classes?: string;
  formGroup?: FormGroup;
  attributes?: Attributes;
};
export type CheckboxesProps = ChoicesProps & { values?: readonly (string | number)[]; describedBy?: string };
export type RadiosProps = ChoicesProps & { value?: string | number };

type Kind = 'checkbox' | 'radio';
const block = { checkbox: 'govuk-checkboxes', radio: 'govuk-radios' } as const;

type ItemProps = {
  kind: Kind;
  id: string;
  name: string;
  choice: ChoiceField;
  checked: boolean;
  describedBy?: string;
};

const ChoiceInput: FC<ItemProps> = ({ kind, id, name, choice, checked, ...props }) => (
  <input
    class={`${block[kind]}__input`}
    id={id}
    name={name}
    type={kind}
    value={choice.value}
    checked={checked}
    disabled={choice.disabled}
    data-aria-controls={choice.conditional ? `conditional-${id}` : undefined}
    data-behaviour={choice.behaviour}
    aria-describedby={props.describedBy}
    {...choice.attributes}
  />
);

const ChoiceOf: FC<ItemProps> = (props) => {
  const { kind, id, choice, checked } = props;
  const hintId = `${id}-item-hint`;
  return (
    <>
      <div class={`${block[kind]}__item`}>
        <ChoiceInput {...props} describedBy={describedBy(props.describedBy, !!choice.hint && hintId)} />
        <Label
          for={id}
          classes={names(`${block[kind]}__label`, choice.label?.classes)}
          attributes={choice.label?.attributes}
        >
          {choice.content}
        </Label>
        {choice.hint && (
          <Hint
            id={hintId}
            classes={names(`${block[kind]}__hint`, part(choice.hint).classes)}
            attributes={part(choice.hint).attributes}
          >
            {part(choice.hint).content}
          </Hint>
        )}
      </div>
      {choice.conditional && (
        <div
          class={names(`${block[kind]}__conditional`, !checked && `${block[kind]}__conditional--hidden`)}
          id={`conditional-${id}`}
        >
          {choice.conditional}
        </div>
      )}
    </>
  );
};

type GroupProps = ChoicesProps & {
  kind: Kind;
  isChecked: (choice: ChoiceField) => boolean;
  groupDescribedBy?: string;
};

const Choices: FC<GroupProps> = ({ kind, isChecked, ...props }) => {
  const idPrefix = props.idPrefix ?? props.name;
  const given = props.fieldset?.describedBy ?? props.groupDescribedBy;
  const above = describedBy(
    given,
    !!props.hint && `${idPrefix}-hint`,
    !!props.errorMessage && `${idPrefix}-error`,
  );
  const item = (choice: ChoiceItem, index: number) => {
    if (!choice) {
      return null;
    }
    if ('divider' in choice) {
      return <div class={`${block[kind]}__divider`}>{choice.divider}</div>;
    }
    const id = choice.id ?? (index === 0 ? idPrefix : `${idPrefix}-${index + 1}`);
    return (
      <ChoiceOf
        kind={kind}
        id={id}
        name={choice.name ?? props.name}
        choice={choice}
        checked={isChecked(choice)}
        describedBy={kind === 'checkbox' && !props.fieldset ? above : undefined}
      />
    );
  };
  const inner = (
    <>
      <HintAndError id={idPrefix} hint={props.hint} errorMessage={props.errorMessage} />
      <div class={names(block[kind], props.classes)} {...props.attributes} data-module={block[kind]}>
        {props.items.map(item)}
      </div>
    </>
  );
  return (
    <FormGroupOf failed={!!props.errorMessage} formGroup={props.formGroup}>
      {props.fieldset ? (
        <Fieldset {...props.fieldset} describedBy={above}>
          {inner}
        </Fieldset>
      ) : (
        inner
      )}
    </FormGroupOf>
  );
};

export const Checkboxes: FC<CheckboxesProps> = ({ values, describedBy: described, ...props }) => (
  <Choices
    {...props}
    kind="checkbox"
    groupDescribedBy={described}
    isChecked={(choice) => choice.checked ?? values?.includes(choice.value) ?? false}
  />
);

export const Radios: FC<RadiosProps> = ({ value, ...props }) => (
  <Choices
    {...props}
    kind="radio"
    isChecked={(choice) => choice.checked ?? (value !== undefined && choice.value === value)}
  />
);
