import type { FC, PropsWithChildren } from 'hono/jsx';
import { type Attributes, names } from './parts.ts';

export type ButtonProps = PropsWithChildren<{
  /** With an address it is a link that looks like a button. */
  href?: string;
  id?: string;
  name?: string;
  value?: string;
  type?: 'submit' | 'button';
  classes?: string;
  disabled?: boolean;
  preventDoubleClick?: boolean;
  isStartButton?: boolean;
  attributes?: Attributes;
}>;

/** A link to where one acts, which looks like a button and is read as what it is. */
export const LinkButton: FC<PropsWithChildren<{ href: string; classes?: string }>> = (props) => (
  <a class={names('govuk-button', props.classes)} href={props.href}>
    {props.children}
  </a>
);

const StartIcon: FC = () => (
  <svg
    class="govuk-button__start-icon"
    xmlns="http://www.w3.org/2000/svg"
    width="17.5"
    height="19"
    viewBox="0 0 33 40"
    aria-hidden="true"
    focusable="false"
  >
    <path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z" />
  </svg>
);

// Start buttons are flexboxes, which would drop the spaces between text and elements.
const contentOf = ({ isStartButton, children }: ButtonProps) =>
  isStartButton && typeof children !== 'string' ? <span>{children}</span> : children;

export const Button: FC<ButtonProps> = (props) => {
  const shared = {
    class: names('govuk-button', props.classes, props.isStartButton && 'govuk-button--start'),
    'data-module': 'govuk-button',
    ...props.attributes,
    id: props.id,
  };
  if (props.href !== undefined) {
    // A link to the next page that looks like a button: govuk-frontend makes the space key work on it.
    const common = { role: 'button', ...shared };
    return (
      <a href={props.href} draggable={false} {...common}>
        {contentOf(props)}
        {props.isStartButton && <StartIcon />}
      </a>
    );
  }
  return (
    <button
      type={props.type ?? 'submit'}
      value={props.value}
      name={props.name}
      disabled={props.disabled}
      aria-disabled={props.disabled ? 'true' : undefined}
      data-prevent-double-click={props.preventDoubleClick?.toString()}
      {...shared}
    >
      {contentOf(props)}
      {props.isStartButton && <StartIcon />}
    </button>
  );
};
