import type { Element, ElementContent, Root } from 'hast';

/** Every element in document order; a visitor may change its tag, properties and children. */
export function* elements(parent: Root | Element): Generator<Element> {
  for (const child of parent.children) {
    if (child.type !== 'element') continue;
    yield child;
    yield* elements(child);
  }
}

export function textOf(nodes: readonly (ElementContent | Root['children'][number])[]): string {
  return nodes
    .map((node) => (node.type === 'text' ? node.value : node.type === 'element' ? textOf(node.children) : ''))
    .join('');
}

export const hasClass = (element: Element, name: string) =>
  Array.isArray(element.properties.className) && element.properties.className.includes(name);
