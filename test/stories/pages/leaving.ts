import type { Page } from 'playwright-core';
import type { Story, World } from '../story.ts';
import { DAY_MS, press, someSections, unsubscribeLink } from './steps.ts';

async function leave(page: Page, world: World, query = '') {
  const reader = await world.people.active(await someSections(world));
  await page.goto(`${unsubscribeLink(world, reader)}${query}`);
}
async function left(page: Page, world: World) {
  await leave(page, world);
  await press(page, 'Stop sending me the bulletin');
}
async function atSection(page: Page, world: World) {
  await leave(page, world, `?section=${(await someSections(world))[0]}`);
}

export const leaving: Story[] = [
  { name: 'leave', open: leave },
  { name: 'leave-section', open: atSection },
  {
    name: 'leave-section-stopped',
    open: async (page, world) => {
      await atSection(page, world);
      await press(page, 'Stop sending me this section');
    },
  },
  { name: 'left', open: left },
  {
    name: 'left-keep-some',
    open: async (page, world) => {
      await left(page, world);
      await page.getByRole('link', { name: 'keep only some sections' }).click();
    },
  },
  {
    name: 'left-keep-some-error',
    open: async (page, world) => {
      await leave(page, world);
      await page.getByRole('link', { name: 'Keep only some sections instead' }).click();
      await press(page, 'Keep only these sections');
    },
  },
  {
    name: 'left-kept-some',
    open: async (page, world) => {
      await left(page, world);
      await page.getByRole('link', { name: 'keep only some sections' }).click();
      await page.getByRole('checkbox').first().check();
      await press(page, 'Keep only these sections');
    },
  },
  {
    name: 'left-why',
    open: async (page, world) => {
      await left(page, world);
      await page.getByLabel('It comes too often').check();
      await press(page, 'Tell the editors');
    },
  },
  {
    name: 'came-back',
    open: async (page, world) => {
      await left(page, world);
      await press(page, 'Undo');
    },
  },
  {
    name: 'left-long-ago',
    open: async (page, world) => {
      await left(page, world);
      const link = page.url();
      world.clock.advance(2 * DAY_MS);
      await page.goto(link);
    },
  },
  {
    name: 'left-by-one-click',
    open: async (page, world) => {
      const reader = await world.people.active(await someSections(world));
      const link = unsubscribeLink(world, reader);
      await fetch(link, { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) });
      await page.goto(link);
    },
  },
];
