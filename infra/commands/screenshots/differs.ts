import type { Browser } from 'playwright-core';

/** The share of pixels in which pictures of one page may differ: ids and times are other ones at each run. */
const MOST = 0.03;

/** Whether a picture shows something else than the one before. Compared by the browser, which can read them. */
export async function differs(browser: Browser, before: Buffer, now: Buffer): Promise<boolean> {
  const page = await browser.newPage();
  try {
    const share = await page.evaluate<number, string[]>(
      COMPARE,
      [before, now].map((png) => `data:image/png;base64,${png.toString('base64')}`),
    );
    return share > MOST;
  } finally {
    await page.close();
  }
}

/** Text, as it runs in the browser. The share of pixels that differ; 1 where the sizes do. */
const COMPARE = `async (sources) => {
  const [before, now] = await Promise.all(sources.map(async (source) => {
    const image = new Image();
    image.src = source;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, image.width, image.height);
  }));
  if (before.width !== now.width || before.height !== now.height) return 1;
  let different = 0;
  for (let at = 0; at < now.data.length; at += 4)
    if ([0, 1, 2].some((channel) => Math.abs(now.data[at + channel] - before.data[at + channel]) > 24)) different++;
  return different / (now.data.length / 4);
}`;
