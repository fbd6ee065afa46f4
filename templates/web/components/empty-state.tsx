import type { FC, PropsWithChildren } from 'hono/jsx';
import type { Content } from './parts.ts';

/** What stands in place of a list that holds nothing yet: why, and what would fill it. */
export const EmptyState: FC<PropsWithChildren<{ title: Content }>> = ({ title, children }) => (
  <div class="empty">
    <h2 class="govuk-heading-m">{title}</h2>
    {children}
  </div>
);
