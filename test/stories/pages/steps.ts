import type { Page } from 'playwright-core';
import type { SectionSlug } from '../../../src/core/index.ts';
import { type Reader, readerLinks } from '../../../subscribers/index.ts';
import { keys } from '../../web/readers/readers.ts';
import type { World } from '../story.ts';

export const DAY_MS = 24 * 3_600_000;

/** Presses a button and waits for the page that it leads to. */
export const press = (page: Page, name: string) =>
  Promise.all([page.waitForEvent('load'), page.getByRole('button', { name }).click()]);
export const go = (page: Page, { site }: World, path: string) => page.goto(new URL(path, site).href);

export const preferencesLink = ({ site }: World, { id, linkVersion }: Reader) =>
  readerLinks(keys, site)(id, linkVersion).preferences;
export const unsubscribeLink = ({ site }: World, { id }: Reader) => readerLinks(keys, site)(id).unsubscribe;

export const someSections = async ({ people }: World) =>
  (await people.sections()).slice(0, 2) as SectionSlug[];
