import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { WORD_CORPUS } from '../../support/word-corpus.ts';
import { wordFile } from '../../support/word-files.ts';
import type { Story, World } from '../story.ts';
import { go, press } from './steps.ts';

const field = (page: Page, name: string, text: string) =>
  page.getByRole('textbox', { name, exact: true }).fill(text);

async function atHeadline(page: Page, world: World) {
  await go(page, world, '/submit');
  await field(page, 'Organisation', 'Example Police');
  await field(page, 'Your name (optional)', 'Robin Example');
  await field(page, 'Email address', 'robin@example.org');
  await press(page, 'Continue');
}
async function atStory(page: Page, world: World) {
  await atHeadline(page, world);
  await field(page, 'Headline', 'Volunteers map every village hall');
  await field(page, 'Summary', 'A weekend’s walk found 41 halls that no list had.');
  await press(page, 'Continue');
}
async function atSection(page: Page, world: World) {
  await atStory(page, world);
  await field(
    page,
    'Story',
    'Forty volunteers **walked** every lane of the district.\n\n- 41 halls were on no list',
  );
  await press(page, 'Continue');
}
async function atPicture(page: Page, world: World) {
  await atSection(page, world);
  await page.getByRole('radio').first().check();
  await press(page, 'Continue');
}
const SAMPLE = readFileSync(new URL('../../../sample/edition-07/deckhands.png', import.meta.url));

async function atContact(page: Page, world: World) {
  await atPicture(page, world);
  await press(page, 'Continue');
}
async function atLinks(page: Page, world: World) {
  await atContact(page, world);
  await field(page, 'Contact name', 'Halls team');
  await field(page, 'Contact email', 'halls@example.org');
  await press(page, 'Continue');
}
async function atCheck(page: Page, world: World) {
  await atLinks(page, world);
  await press(page, 'Continue');
}
async function atSent(page: Page, world: World) {
  await atCheck(page, world);
  await press(page, 'Send your story');
}
async function atMyStory(page: Page, world: World) {
  await atSent(page, world);
  await page.getByRole('link', { name: 'See how far it is' }).click();
}

export const submit: Story[] = [
  { name: 'about', open: (page, world) => go(page, world, '/submit') },
  {
    name: 'about-error',
    open: async (page, world) => {
      await go(page, world, '/submit');
      await field(page, 'Email address', 'robin');
      await press(page, 'Continue');
    },
  },
  {
    name: 'headline-error',
    open: async (page, world) => {
      await atHeadline(page, world);
      await press(page, 'Continue');
    },
  },
  { name: 'story', open: atStory },
  {
    name: 'story-word',
    open: async (page, world) => {
      await atStory(page, world);
      const buffer = await wordFile(WORD_CORPUS['footnotes and endnotes'] ?? { body: '' });
      const mimeType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
      await page
        .getByLabel('Or take it from a Word file', { exact: true })
        .setInputFiles({ name: 'crime.docx', mimeType, buffer });
      await press(page, 'Continue');
      await page.locator('iframe').evaluate((frame) => frame.remove());
    },
  },
  { name: 'section', open: atSection },
  {
    name: 'picture-error',
    open: async (page, world) => {
      await atPicture(page, world);
      const choose = (label: string, name: string, mimeType: string, buffer: Buffer) =>
        page.getByLabel(label, { exact: true }).setInputFiles({ name, mimeType, buffer });
      for (const [at, label] of ['Picture', 'Another picture'].entries()) {
        await choose(label, 'hall.png', 'image/png', Buffer.concat([SAMPLE, Buffer.from(String(at))]));
        const alt = at === 0 ? 'Describe the picture' : 'Describe picture 2';
        await field(page, alt, `A hall, from side ${at + 1}`);
        await press(page, 'Keep it and add another');
      }
      const buffer = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');
      await choose('Another picture', 'plan.svg', 'image/svg+xml', buffer);
      await press(page, 'Continue');
    },
  },
  { name: 'contact', open: atContact },
  { name: 'links', open: atLinks },
  {
    name: 'check',
    open: async (page, world) => {
      await atCheck(page, world);
      // A mail has pictures of its own, and is painted when it likes.
      await page.locator('iframe').evaluate((frame) => frame.remove());
    },
  },
  { name: 'sent', open: atSent },
  { name: 'my-story', open: atMyStory },
  {
    name: 'replace',
    open: async (page, world) => {
      await atMyStory(page, world);
      await press(page, 'Replace the text');
    },
  },
  {
    name: 'withdraw',
    open: async (page, world) => {
      await atMyStory(page, world);
      await press(page, 'Withdraw');
    },
  },
];
