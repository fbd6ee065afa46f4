import type { Reason } from '../../core/index.ts';
import type { Effort, PartnerItem } from './feed-item.ts';
import type { RawFeed } from './raw-feed.ts';
import type { RawItem } from './raw-item.ts';

/** What a reading thread is asked: to find a feed's items, or to read one. */
export type ThreadRequest = { text: string; url: string } | { item: RawItem; effort: Effort };
export type ThreadAnswer =
  | { feed: RawFeed }
  | { item: PartnerItem }
  | { refused: string }
  | { fault: Reason };
/** The first word of a thread: its name under `/proc`, where there is one. */
export type Started = { task: string | undefined };
