import type { FC, PropsWithChildren } from 'hono/jsx';
import { type Attributes, type Content, names } from './parts.ts';

type Boxed = PropsWithChildren<{ id?: string; classes?: string; attributes?: Attributes }>;
type Heading = FC<PropsWithChildren<{ level: number; class: string; id?: string }>>;

const HeadingOf: Heading = ({ level, children, ...rest }) => {
  const Tag = `h${level}` as 'h1';
  return <Tag {...rest}>{children}</Tag>;
};

/** The green confirmation at the end of a journey. */
export const Panel: FC<
  PropsWithChildren<{ title: Content; headingLevel?: number; classes?: string; attributes?: Attributes }>
> = ({ title, headingLevel = 1, classes, attributes, children }) => (
  <div class={names('govuk-panel govuk-panel--confirmation', classes)} {...attributes}>
    <HeadingOf level={headingLevel} class="govuk-panel__title">
      {title}
    </HeadingOf>
    {children && <div class="govuk-panel__body">{children}</div>}
  </div>
);

export const InsetText: FC<Boxed> = ({ id, classes, attributes, children }) => (
  <div id={id} class={names('govuk-inset-text', classes)} {...attributes}>
    {children}
  </div>
);

export const WarningText: FC<
  PropsWithChildren<{ iconFallbackText?: string; classes?: string; attributes?: Attributes }>
> = ({ iconFallbackText = 'Warning', classes, attributes, children }) => (
  <div class={names('govuk-warning-text', classes)} {...attributes}>
    <span class="govuk-warning-text__icon" aria-hidden="true">
      !
    </span>
    <strong class="govuk-warning-text__text">
      <span class="govuk-visually-hidden">{iconFallbackText}</span> {children}
    </strong>
  </div>
);

export type NotificationBannerProps = PropsWithChildren<{
  /** A single line of text; longer content goes in the children. */
  text?: string;
  type?: 'success';
  title?: Content;
  titleHeadingLevel?: number;
  titleId?: string;
  role?: string;
  classes?: string;
  disableAutoFocus?: boolean;
  attributes?: Attributes;
}>;

export const NotificationBanner: FC<NotificationBannerProps> = (props) => {
  const success = props.type === 'success';
  const titleId = props.titleId ?? 'govuk-notification-banner-title';
  const landmark = { role: props.role ?? (success ? 'alert' : 'region'), 'aria-labelledby': titleId };
  return (
    <div
      class={names(
        'govuk-notification-banner',
        success && 'govuk-notification-banner--success',
        props.classes,
      )}
      {...landmark}
      data-module="govuk-notification-banner"
      data-disable-auto-focus={props.disableAutoFocus?.toString()}
      {...props.attributes}
    >
      <div class="govuk-notification-banner__header">
        <HeadingOf level={props.titleHeadingLevel ?? 2} class="govuk-notification-banner__title" id={titleId}>
          {props.title ?? (success ? 'Success' : 'Important')}
        </HeadingOf>
      </div>
      <div class="govuk-notification-banner__content">
        {props.text ? <p class="govuk-notification-banner__heading">{props.text}</p> : props.children}
      </div>
    </div>
  );
};

export const Details: FC<
  PropsWithChildren<{
    summary: Content;
    id?: string;
    open?: boolean;
    classes?: string;
    attributes?: Attributes;
  }>
> = ({ summary, id, open, classes, attributes, children }) => (
  <details id={id} class={names('govuk-details', classes)} {...attributes} open={open}>
    <summary class="govuk-details__summary">
      <span class="govuk-details__summary-text">{summary}</span>
    </summary>
    <div class="govuk-details__text">{children}</div>
  </details>
);

export const Tag: FC<Boxed> = ({ classes, attributes, children }) => (
  <strong class={names('govuk-tag', classes)} {...attributes}>
    {children}
  </strong>
);
