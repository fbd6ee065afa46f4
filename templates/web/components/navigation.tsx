import type { FC, PropsWithChildren } from 'hono/jsx';
import { type Attributes, type Content, names } from './parts.ts';

export const BackLink: FC<
  PropsWithChildren<{ href?: string; classes?: string; attributes?: Attributes }>
> = ({ href = '#', classes, attributes, children = 'Back' }) => (
  <a href={href} class={names('govuk-back-link', classes)} {...attributes}>
    {children}
  </a>
);

export const SkipLink: FC<
  PropsWithChildren<{ href?: string; classes?: string; attributes?: Attributes }>
> = ({ href = '#content', classes, attributes, children }) => (
  <a href={href} class={names('govuk-skip-link', classes)} {...attributes} data-module="govuk-skip-link">
    {children}
  </a>
);

export type Crumb = { content: Content; href?: string; attributes?: Attributes };

export const Breadcrumbs: FC<{
  items: readonly Crumb[];
  collapseOnMobile?: boolean;
  labelText?: string;
  classes?: string;
  attributes?: Attributes;
}> = ({ items, collapseOnMobile, labelText = 'Breadcrumb', classes, attributes }) => (
  <nav
    class={names('govuk-breadcrumbs', classes, collapseOnMobile && 'govuk-breadcrumbs--collapse-on-mobile')}
    {...attributes}
    aria-label={labelText}
  >
    <ol class="govuk-breadcrumbs__list">
      {items.map((item) =>
        item.href ? (
          <li class="govuk-breadcrumbs__list-item">
            <a class="govuk-breadcrumbs__link" href={item.href} {...item.attributes}>
              {item.content}
            </a>
          </li>
        ) : (
          <li class="govuk-breadcrumbs__list-item" aria-current="page">
            {item.content}
          </li>
        ),
      )}
    </ol>
  </nav>
);
