import type { FC, PropsWithChildren } from 'hono/jsx';
import { Button } from './button.tsx';
import type { Content } from './parts.ts';

export type ConfirmFormProps = PropsWithChildren<{
  /** The heading of the page: the act as a question. */
  question: Content;
  /** What the button says: the act, not "OK". */
  action: Content;
  /** The act cannot be undone, or reaches people. */
  harmful?: boolean;
  /** What the form sends besides. */
  fields?: Readonly<Record<string, string>>;
  cancel: { href: string; content: Content };
}>;

/** A page that asks before an act, in place of a dialog: what follows from it as children, one button, one way back. */
export const ConfirmForm: FC<ConfirmFormProps> = (props) => (
  <form method="post" novalidate>
    <h1 class="govuk-heading-l">{props.question}</h1>
    {props.children}
    {Object.entries(props.fields ?? {}).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    <div class="govuk-button-group">
      <Button classes={props.harmful ? 'govuk-button--warning' : undefined} preventDoubleClick>
        {props.action}
      </Button>
      <a href={props.cancel.href}>{props.cancel.content}</a>
    </div>
  </form>
);
