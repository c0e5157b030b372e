import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { startBrowser, VIEW } from '../../pages/browser.ts';
import { differs } from './differs.ts';
import { palettePng } from './palette-png.ts';
import type { Picture } from './pictures.ts';
import { pixelsOf } from './pixels.ts';
import type { World } from './worlds/shapes.ts';

const WINDOW = {
  viewport: { width: 1280, height: 800 },
  deviceScaleFactor: 1,
  reducedMotion: 'reduce',
} as const;

/** Milliseconds in which a page that has loaded asks for nothing more before it counts as drawn. */
const QUIET = 600;

/** Takes pictures into a folder. @returns a line for each, as it is done */
export async function* takePictures(
  pictures: readonly Picture[],
  world: World,
  folder: string,
): AsyncGenerator<string> {
  mkdirSync(folder, { recursive: true });
  const browser = await startBrowser();
  try {
    for (const picture of pictures) {
      const file = join(folder, `${picture.name}.png`);
      const taken = await pixelsOf(browser, await take(browser, picture, world));
      const png = palettePng(taken.data, taken.width, taken.height);
      const isNew = !existsSync(file) || differs(await pixelsOf(browser, readFileSync(file)), taken);
      if (isNew) writeFileSync(file, png);
      const size = `${Math.ceil(png.length / 1024)} KB`;
      yield `${picture.name.padEnd(16)}${size.padStart(7)}  ${isNew ? 'written' : 'as before'}`;
    }
  } finally {
    await browser.close();
  }
}

async function take(browser: Browser, { path, view, prepare }: Picture, world: World): Promise<Buffer> {
  const context = await browser.newContext({ ...VIEW, ...WINDOW, ...view });
  try {
    const page = await context.newPage();
    let isBusySince = Date.now();
    page.on('request', () => {
      isBusySince = Date.now();
    });
    page.on('requestfinished', () => {
      isBusySince = Date.now();
    });
    await page.goto(`${world.url}/${path(world)}`);
    await page.locator('h1').first().waitFor();
    await page.locator('.loading').first().waitFor({ state: 'detached' });
    await prepare?.(page);
    // Pages that follow something never are without a request for good: a pause is all there is to wait for.
    for (let rounds = 0; Date.now() - isBusySince < QUIET && rounds < 20; rounds++)
      await page.waitForTimeout(QUIET);
    return await page.screenshot({ animations: 'disabled', caret: 'hide' });
  } finally {
    await context.close();
  }
}
