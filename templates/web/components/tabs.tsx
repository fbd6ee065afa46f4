import type { FC } from 'hono/jsx';
import type { Content } from './parts.ts';

export type Tab = { href: string; content: Content; current?: boolean };

/** Views of one thing, each a page of its own: links, so that they work without a script and can be sent to somebody. */
export const Tabs: FC<{ label: string; items: readonly Tab[] }> = ({ label, items }) => (
  <nav aria-label={label}>
    <ul class="tabs">
      {items.map(({ href, content, current }) => (
        <li>
          <a href={href} aria-current={current ? 'page' : undefined}>
            {content}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);
