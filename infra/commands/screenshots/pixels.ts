import type { Browser } from 'playwright-core';

/** A picture that is not compressed: four bytes a pixel. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Buffer;
}

/** What is in a PNG, as the browser reads it. */
export async function pixelsOf(browser: Browser, png: Buffer): Promise<Pixels> {
  const page = await browser.newPage();
  try {
    const source = `data:image/png;base64,${png.toString('base64')}`;
    const { width, height, data } = await page.evaluate<Read>(`(${READ})(${JSON.stringify(source)})`);
    return { width, height, data: Buffer.from(data, 'base64') };
  } finally {
    await page.close();
  }
}

interface Read extends Pick<Pixels, 'width' | 'height'> {
  readonly data: string;
}

/** Text, as it runs in the browser. */
const READ = `async (source) => {
  const image = new Image();
  image.src = source;
  await image.decode();
  const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { width, height, data } = context.getImageData(0, 0, image.width, image.height);
  return { width, height, data: new Uint8Array(data.buffer).toBase64() };
}`;
