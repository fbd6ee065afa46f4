import type { FC } from 'hono/jsx';
import { type ErrorPart, type FormGroup, FormGroupOf, HintAndError } from './form-parts.tsx';
import { FieldLabel, type LabelProps } from './input.tsx';
import { type Attributes, describedBy, names, type Part } from './parts.ts';

export type FileUploadProps = {
  name: string;
  id?: string;
  label: LabelProps;
  hint?: Part;
  errorMessage?: ErrorPart;
  /** Media types or endings that the picker offers first, as HTML's `accept`; the server judges by itself. */
  accept?: string;
  multiple?: boolean;
  classes?: string;
  describedBy?: string;
  disabled?: boolean;
  formGroup?: FormGroup;
  attributes?: Attributes;
};

export const FileUpload: FC<FileUploadProps> = (props) => {
  const id = props.id ?? props.name;
  return (
    <FormGroupOf failed={!!props.errorMessage} formGroup={props.formGroup}>
      <FieldLabel id={id} label={props.label} />
      <HintAndError id={id} hint={props.hint} errorMessage={props.errorMessage} />
      <input
        class={names('govuk-file-upload', props.classes, !!props.errorMessage && 'govuk-file-upload--error')}
        id={id}
        name={props.name}
        type="file"
        accept={props.accept}
        multiple={props.multiple}
        disabled={props.disabled}
        aria-describedby={describedBy(
          props.describedBy,
          !!props.hint && `${id}-hint`,
          !!props.errorMessage && `${id}-error`,
        )}
        {...props.attributes}
      />
    </FormGroupOf>
  );
};
