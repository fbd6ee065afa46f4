import type { Page } from 'playwright-core';
import type { SectionSlug } from '../../../src/core/index.ts';
import { type Reader, readerLinks } from '../../../subscribers/index.ts';
import { keys, type Readers } from './readers.ts';

/** Where the pages are and who reads them. `clock` is moved by screens that need time to pass. */
export type World = { site: string; people: Readers; clock: { advance(ms: number): void } };

/** One page in one state, and how a person gets there. Each begins anew, with readers of its own. */
export type Screen = { name: string; open(page: Page, world: World): Promise<unknown> };

const DAY_MS = 24 * 3_600_000;
const press = (page: Page, name: string) => page.getByRole('button', { name }).click();
const go = (page: Page, { site }: World, path: string) => page.goto(new URL(path, site).href);
const preferences = ({ site }: World, { id, linkVersion }: Reader) =>
  readerLinks(keys, site)(id, linkVersion).preferences;
const unsubscribe = ({ site }: World, { id }: Reader) => readerLinks(keys, site)(id).unsubscribe;

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

const signUp: Screen[] = [
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
  { name: 'subscribe-check', open: atCheck },
  {
    name: 'subscribe-sent',
    open: async (page, world) => {
      await atCheck(page, world);
      await press(page, 'Subscribe');
    },
  },
];

const someSections = async ({ people }: World) => (await people.sections()).slice(0, 2) as SectionSlug[];

async function confirmed(page: Page, world: World) {
  const { token } = await world.people.asked(await someSections(world));
  await go(page, world, `/confirm/${token}`);
  await press(page, 'Confirm my subscription');
  return token;
}

const confirmation: Screen[] = [
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

async function own(page: Page, world: World, form = '') {
  const reader = await world.people.active(await someSections(world));
  await page.goto(`${preferences(world, reader)}${form && `/${form}`}`);
  return reader;
}
const form = (name: string): Screen => ({
  name: `preferences-${name}`,
  open: (page, world) => own(page, world, name),
});

const choices: Screen[] = [
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
      await fetch(unsubscribe(world, reader), { method: 'POST' });
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

const moving: Screen[] = [
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

async function leaving(page: Page, world: World, query = '') {
  const reader = await world.people.active(await someSections(world));
  await page.goto(`${unsubscribe(world, reader)}${query}`);
}
async function left(page: Page, world: World) {
  await leaving(page, world);
  await press(page, 'Stop sending me the bulletin');
}
async function atSection(page: Page, world: World) {
  await leaving(page, world, `?section=${(await someSections(world))[0]}`);
}

const departure: Screen[] = [
  { name: 'leave', open: leaving },
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
      await leaving(page, world);
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
  { name: 'link-refused', open: (page, world) => go(page, world, '/unsubscribe/nonsense') },
  {
    name: 'too-many',
    open: async (page, world) => {
      await go(page, world, '/preferences');
      const email = `impatient-${world.people.count()}@example.org`;
      for (let each = 0; each < 6; each += 1) {
        await go(page, world, '/preferences');
        await page.getByLabel('Email address').fill(email);
        await press(page, 'Send me a link');
      }
    },
  },
];

export const screens: readonly Screen[] = [...signUp, ...confirmation, ...choices, ...moving, ...departure];
