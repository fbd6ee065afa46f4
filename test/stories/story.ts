import type { Page } from 'playwright-core';
import type { Readers } from '../web/readers/readers.ts';

/** Where stories take place. It begins anew for each: no readers, the same time, so that the order tells nothing. */
export type World = {
  /** An installation with two editions. */
  site: string;
  /** The same in the theme `gazette`. */
  journal: string;
  /** One in which nothing has been published yet. */
  empty: string;
  /** One whose database is gone. */
  broken: string;
  people: Readers;
  clock: { advance(ms: number): void };
};

/** One mail or page in one state, and how a person gets there. */
export type Story = {
  /** Unique in its group, and the name of its pictures. */
  name: string;
  open(page: Page, world: World): Promise<unknown>;
  /** A text without a stylesheet of ours. */
  plain?: true;
  /** A page of the desk: two looks say what four would. */
  desk?: true;
  /** Shown by a program that exists only there, and knows no dark mode of ours. */
  desktop?: true;
};

export type StoryGroup = { slug: string; title: string; kind: 'mail' | 'page'; stories: readonly Story[] };

/** How a story is looked at. */
export type Look = { width: number; scheme: 'light' | 'dark'; images: boolean };

export const lookName = ({ width, scheme, images }: Look) =>
  `${width}-${scheme}${images ? '' : '-without-images'}`;
