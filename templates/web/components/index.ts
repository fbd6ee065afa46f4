export { BarChart, type BarChartProps, type ChartSeries } from './bar-chart.tsx';
export { Button, type ButtonProps, LinkButton } from './button.tsx';
export {
  Checkboxes,
  type CheckboxesProps,
  type ChoiceField,
  type ChoiceItem,
  type ChoicesProps,
  Radios,
  type RadiosProps,
} from './choices.tsx';
export { ConfirmForm, type ConfirmFormProps } from './confirm-form.tsx';
export { DateInput, type DateInputProps } from './date-input.tsx';
export { EmptyState } from './empty-state.tsx';
export { type ErrorItem, ErrorSummary, type ErrorSummaryProps } from './error-summary.tsx';
export { FileUpload, type FileUploadProps } from './file-upload.tsx';
export {
  ErrorMessage,
  type ErrorPart,
  Fieldset,
  type FieldsetProps,
  type FormGroup,
  FormGroupOf,
  Hint,
  HintAndError,
  Label,
  type Legend,
} from './form-parts.tsx';
export { FieldLabel, Input, type InputProps, type LabelProps } from './input.tsx';
export { LabelledPanel } from './labelled-panel.tsx';
export { BackLink, Breadcrumbs, type Crumb, SkipLink } from './navigation.tsx';
export {
  Details,
  InsetText,
  NotificationBanner,
  type NotificationBannerProps,
  Panel,
  Tag,
  WarningText,
} from './notices.tsx';
export { Pager, type PagerLink } from './pager.tsx';
export { type Attributes, type Content, describedBy, names, type Part, part } from './parts.ts';
export { ProgressBar } from './progress.tsx';
export { SearchForm, type SearchFormProps } from './search-form.tsx';
export { Select, type SelectOption, type SelectProps } from './select.tsx';
export { type SummaryAction, SummaryList, type SummaryListProps, type SummaryRow } from './summary-list.tsx';
export { ColourBar, Swatch } from './swatch.tsx';
export { type Cell, Table, type TableProps } from './table.tsx';
export { type Tab, Tabs } from './tabs.tsx';
export { Textarea, type TextareaProps } from './textarea.tsx';
