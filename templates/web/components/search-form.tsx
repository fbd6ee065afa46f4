import type { FC, PropsWithChildren } from 'hono/jsx';
import { Button } from './button.tsx';
import { Input } from './input.tsx';

export type SearchFormProps = PropsWithChildren<{
  /** Where the words are sent, as `q`. */
  action: string;
  label: string;
  button: string;
  value: string;
  /** Characters. */
  maxLength?: number;
}>;

/** One field for words, what narrows it, and a button: a plain GET, so that what was found has an address. */
export const SearchForm: FC<SearchFormProps> = ({ action, label, button, value, maxLength, children }) => (
  <search>
    <form class="search" method="get" action={action}>
      <Input
        name="q"
        type="search"
        label={label}
        value={value}
        autocomplete="off"
        attributes={maxLength === undefined ? {} : { maxlength: maxLength }}
      />
      {children}
      <Button>{button}</Button>
    </form>
  </search>
);
