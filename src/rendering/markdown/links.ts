import type { Element, ElementContent } from 'hast';

const ABSOLUTE = /^(https?:\/\/[^\s/]|mailto:[^\s]|tel:[^\s])/i;

/**
 * A mail has no address of its own, so a relative link leads nowhere: its text stays, the link goes. A picture in a
 * body becomes a link to it under its alternative text: pictures come with the article, where we can size them.
 */
export function fixLinks(nodes: ElementContent[]): ElementContent[] {
  return nodes.flatMap((node): ElementContent[] => {
    if (node.type !== 'element') return [node];
    const children = fixLinks(node.children);
    if (node.tagName === 'img') return pictureLink(node);
    if (node.tagName !== 'a') return [{ ...node, children }];
    const href = absolute(node.properties.href);
    if (!href || children.length === 0) return children;
    return [{ ...node, properties: { href }, children: withoutLinks(children) }];
  });
}

function pictureLink(image: Element): ElementContent[] {
  const alt = String(image.properties.alt ?? '').trim();
  const href = absolute(image.properties.src);
  const text: ElementContent[] = alt ? [{ type: 'text', value: alt }] : [];
  return href && alt ? [{ type: 'element', tagName: 'a', properties: { href }, children: text }] : text;
}

/** A picture inside a link would give a link inside a link. */
const withoutLinks = (nodes: ElementContent[]): ElementContent[] =>
  nodes.flatMap((node) =>
    node.type === 'element' && node.tagName === 'a'
      ? node.children
      : node.type === 'element'
        ? [{ ...node, children: withoutLinks(node.children) }]
        : [node],
  );

/** What may not stand in an address as it is (RFC 3986, 2.2), however people write it into HTML. */
const UNSAFE = /[\s"<>\\^`{|}]|%(?![\da-f]{2})/gi;

const absolute = (value: unknown) =>
  typeof value === 'string' && ABSOLUTE.test(value.trim())
    ? value.trim().replace(UNSAFE, (sign) => encodeURIComponent(sign))
    : undefined;
