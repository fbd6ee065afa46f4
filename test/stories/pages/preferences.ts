import type { Page } from 'playwright-core';
import type { Story, World } from '../story.ts';
import { DAY_MS, go, preferencesLink, press, someSections, unsubscribeLink } from './steps.ts';

async function own(page: Page, world: World, form = '') {
  const reader = await world.people.active(await someSections(world));
  await page.goto(`${preferencesLink(world, reader)}${form && `/${form}`}`);
  return reader;
}
const form = (name: string): Story => ({
  name: `preferences-${name}`,
  open: (page, world) => own(page, world, name),
});

export const preferences: Story[] = [
  { name: 'preferences', open: (page, world) => own(page, world) },
  {
    name: 'preferences-saved',
    open: async (page, world) => {
      await own(page, world, 'pause');
      const inDays = new Date(world.people.now().getTime() + 90 * DAY_MS);
      await page.getByLabel('Day').fill(String(inDays.getUTCDate()));
      await page.getByLabel('Month').fill(String(inDays.getUTCMonth() + 1));
      await page.getByLabel('Year').fill(String(inDays.getUTCFullYear()));
      await press(page, 'Pause until this day');
    },
  },
  ...['sections', 'about', 'format', 'pause', 'address', 'copy', 'delete'].map(form),
  {
    name: 'preferences-all-sections',
    open: async (page, world) => page.goto(preferencesLink(world, await world.people.active('all'))),
  },
  {
    name: 'preferences-sections-error',
    open: async (page, world) => {
      await own(page, world, 'sections');
      const ticked = page.getByRole('checkbox', { checked: true });
      while ((await ticked.count()) > 0) await ticked.first().uncheck();
      await press(page, 'Save');
    },
  },
  {
    name: 'preferences-address-error',
    open: async (page, world) => {
      await own(page, world, 'address');
      await page.getByLabel('What is your new email address?').fill('robin@example');
      await press(page, 'Continue');
    },
  },
  {
    name: 'preferences-pause-error',
    open: async (page, world) => {
      await own(page, world, 'pause');
      await press(page, 'Pause until this day');
    },
  },
  {
    name: 'preferences-address-asked',
    open: async (page, world) => {
      const { id } = await own(page, world, 'address');
      await page.getByLabel('What is your new email address?').fill(`moved-${id}@example.org`);
      await press(page, 'Continue');
    },
  },
  {
    name: 'preferences-inactive',
    open: async (page, world) => {
      const reader = await own(page, world);
      await fetch(unsubscribeLink(world, reader), { method: 'POST' });
      await page.reload();
    },
  },
  {
    name: 'deleted',
    open: async (page, world) => {
      await own(page, world, 'delete');
      await press(page, 'Delete my data');
    },
  },
  { name: 'lost-link', open: (page, world) => go(page, world, '/preferences') },
  {
    name: 'lost-link-error',
    open: async (page, world) => {
      await go(page, world, '/preferences');
      await page.getByLabel('Email address').fill('robin@example');
      await press(page, 'Send me a link');
    },
  },
  { name: 'lost-link-sent', open: (page, world) => go(page, world, '/preferences?sent') },
];

async function move(page: Page, world: World) {
  const { id } = await own(page, world, 'address');
  const email = `moved-${id}@example.org`;
  await page.getByLabel('What is your new email address?').fill(email);
  await press(page, 'Continue');
  const { token } = await world.people.newest('address-change-confirm', email);
  await go(page, world, `/address/${token}`);
}

export const addressChange: Story[] = [
  { name: 'address', open: move },
  {
    name: 'address-changed',
    open: async (page, world) => {
      await move(page, world);
      await press(page, 'Use this address');
    },
  },
  {
    name: 'address-link-dead',
    open: async (page, world) => {
      await move(page, world);
      world.clock.advance(8 * DAY_MS);
      await page.reload();
    },
  },
];
