/**
 * Has a browser without JavaScript load the page again. hono/jsx moves every `meta` into the head, out of its `noscript`, where it
 * would interrupt everybody, unless it has `itemProp`.
 */
export const RefreshWithoutScript = ({ seconds }: { seconds: number }) => (
  <noscript>
    <meta http-equiv="refresh" content={String(seconds)} itemProp="" />
  </noscript>
);
