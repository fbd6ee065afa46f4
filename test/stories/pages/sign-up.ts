import type { Page } from 'playwright-core';
import type { Story, World } from '../story.ts';
import { DAY_MS, go, press, someSections } from './steps.ts';

async function chosen(page: Page, world: World) {
  await go(page, world, '/subscribe');
  await page.getByRole('checkbox').nth(0).check();
  await page.getByRole('checkbox').nth(2).check();
}
async function atEmail(page: Page, world: World) {
  await chosen(page, world);
  await press(page, 'Continue');
}
async function atAbout(page: Page, world: World, email = 'robin@gmial.com') {
  await atEmail(page, world);
  await page.getByLabel('What is your email address?').fill(email);
  await press(page, 'Continue');
}
async function atCheck(page: Page, world: World) {
  await atAbout(page, world);
  await page.getByLabel('Your name (optional)').fill('Robin Example');
  await press(page, 'Continue');
}

export const signUp: Story[] = [
  { name: 'subscribe', open: (page, world) => go(page, world, '/subscribe') },
  {
    name: 'subscribe-error',
    open: async (page, world) => {
      await go(page, world, '/subscribe');
      await press(page, 'Continue');
    },
  },
  { name: 'subscribe-email', open: atEmail },
  {
    name: 'subscribe-email-error',
    open: async (page, world) => {
      await atEmail(page, world);
      await page.getByLabel('What is your email address?').fill('robin');
      await press(page, 'Continue');
    },
  },
  { name: 'subscribe-about', open: atAbout },
  {
    name: 'subscribe-about-error',
    open: async (page, world) => {
      await atAbout(page, world);
      await page.getByLabel('Your name (optional)').fill('Robin '.repeat(50));
      await press(page, 'Continue');
    },
  },
  { name: 'subscribe-check', open: atCheck },
  {
    name: 'subscribe-sent',
    open: async (page, world) => {
      await atCheck(page, world);
      await press(page, 'Subscribe');
    },
  },
];

async function confirmed(page: Page, world: World) {
  const { token } = await world.people.asked(await someSections(world));
  await go(page, world, `/confirm/${token}`);
  await press(page, 'Confirm my subscription');
  return token;
}

export const confirmation: Story[] = [
  {
    name: 'confirm',
    open: async (page, world) => {
      const { token } = await world.people.asked(await someSections(world));
      await go(page, world, `/confirm/${token}`);
    },
  },
  { name: 'confirmed', open: confirmed },
  {
    name: 'confirm-already',
    open: async (page, world) => go(page, world, `/confirm/${await confirmed(page, world)}`),
  },
  {
    name: 'confirm-expired',
    open: async (page, world) => {
      const { token } = await world.people.asked();
      world.clock.advance(8 * DAY_MS);
      await go(page, world, `/confirm/${token}`);
    },
  },
  {
    name: 'confirm-again',
    open: async (page, world) => {
      const { token } = await world.people.asked();
      world.clock.advance(8 * DAY_MS);
      await go(page, world, `/confirm/${token}`);
      await press(page, 'Send me a new link');
    },
  },
];
