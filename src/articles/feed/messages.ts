import type { Effort, FeedItem } from './feed-item.ts';
import type { RawFeed } from './raw-feed.ts';
import type { RawItem } from './raw-item.ts';

/** What a reading thread is asked: to find a feed's items, or to read one. */
export type Request = { text: string; url: string } | { item: RawItem; effort: Effort };
export type Answer = { feed: RawFeed } | { item: FeedItem } | { refused: string } | { fault: string };
/** The first word of a thread: its name under `/proc`, where there is one. */
export type Started = { task: string | undefined };
