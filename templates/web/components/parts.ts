import type { Child } from 'hono/jsx';

export type Content = Child;
export type Attributes = Record<string, string | number | boolean>;

/** Text alone, or content with the classes and attributes of the element that holds it. */
export type Part = string | { content: Content; classes?: string; attributes?: Attributes };

export const part = (from: Part) => (typeof from === 'string' ? { content: from } : from);

/** Class names that apply, joined; `undefined` when none does, so that no empty attribute is written. */
export const names = (...from: (string | false | undefined)[]) => from.filter(Boolean).join(' ') || undefined;

/** Ids for `aria-describedby`, in reading order; `undefined` when there is none. */
export const describedBy = (...ids: (string | false | undefined)[]) => names(...ids);
