import type { ReaderSlot } from './mail.ts';

/** Letters and digits only, so that no escaping, wrapping or encoding can touch them. */
export const slotsOf = (token: string): Record<ReaderSlot, string> => ({
  unsubscribe: `${token}u`,
  preferences: `${token}p`,
});

/** Puts a reader's links into a piece of a variant: for previews and pages; delivery fills encoded pieces instead. */
export function fillSlots(
  text: string,
  slots: Record<ReaderSlot, string>,
  links: Record<ReaderSlot, string>,
): string {
  return text
    .replaceAll(slots.unsubscribe, links.unsubscribe)
    .replaceAll(slots.preferences, links.preferences);
}
