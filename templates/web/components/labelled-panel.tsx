import type { Child } from 'hono/jsx';
import type { Tongue } from '../../direction.ts';
import { names } from './parts.ts';

type LabelledPanelProps = {
  label?: string;
  /** `notice`: the editors say something about what stands beside; `contact`: whom to ask. */
  kind?: 'notice' | 'contact';
  own?: Tongue;
  children?: Child;
};

/** Something beside the text, under a name of its own. */
export const LabelledPanel = ({ label, kind, own = {}, children }: LabelledPanelProps) => (
  <aside class={names('panel', kind)} aria-label={label} {...own}>
    {children}
  </aside>
);
