import { constants, crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Colours that a palette of one byte a pixel may have. */
const MOST_COLOURS = 256;

/**
 * A picture as PNG with a palette, a third of what browsers write: pages have few colours, most of them on the edges of
 * letters. Near ones become one until all fit. https://www.w3.org/TR/png-3/
 * @param pixels four bytes each, of which the last is not looked at
 */
export function palettePng(pixels: Buffer, width: number, height: number): Buffer {
  for (let step = 1; ; step *= 2) {
    const found = indexed(pixels, width, height, step);
    if (found) return encoded(found, width, height);
  }
}

interface Indexed {
  readonly colours: Buffer;
  /** Line by line, each behind the number of its filter, which is none. */
  readonly lines: Buffer;
}

/** @returns undefined where there are too many colours */
function indexed(pixels: Buffer, width: number, height: number, step: number): Indexed | undefined {
  const near = (value: number) => Math.min(255, Math.round(value / step) * step);
  const indexes = new Map<number, number>();
  const lines = Buffer.alloc((width + 1) * height);
  for (let at = 0; at < width * height; at++) {
    const channel = (offset: number) => near(pixels.readUInt8(at * 4 + offset));
    const colour = (channel(0) << 16) | (channel(1) << 8) | channel(2);
    let index = indexes.get(colour);
    if (index === undefined) {
      index = indexes.size;
      if (index === MOST_COLOURS) return undefined;
      indexes.set(colour, index);
    }
    lines[at + Math.floor(at / width) + 1] = index;
  }
  const colours = Buffer.from(
    [...indexes.keys()].flatMap((each) => [each >> 16, (each >> 8) & 255, each & 255]),
  );
  return { colours, lines };
}

function encoded({ colours, lines }: Indexed, width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits a pixel, which name a colour of the palette.
  header.set([8, 3, 0, 0, 0], 8);
  const data = deflateSync(lines, { level: constants.Z_BEST_COMPRESSION });
  const chunks = [chunk('IHDR', header), chunk('PLTE', colours), chunk('IDAT', data)];
  return Buffer.concat([SIGNATURE, ...chunks, chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
