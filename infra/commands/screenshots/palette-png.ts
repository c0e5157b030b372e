import { constants, crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Colours that a palette of one byte a pixel may have. */
const MOST_COLOURS = 256;

/**
 * A picture as PNG with a palette, a third of what browsers write. Pages have few colours that are many pixels, and these
 * stay as they are; the rest, on the edges of letters, become the nearest of them. https://www.w3.org/TR/png-3/
 * @param pixels four bytes each, of which the last is not looked at
 */
export function palettePng(pixels: Buffer, width: number, height: number): Buffer {
  const seen = new Map<number, number>();
  for (let at = 0; at < pixels.length; at += 4) {
    const colour = pixels.readUIntBE(at, 3);
    seen.set(colour, (seen.get(colour) ?? 0) + 1);
  }
  const colours = [...seen.keys()].sort((one, other) => seen.get(other)! - seen.get(one)!);
  const palette = colours.slice(0, MOST_COLOURS);
  const indexes = new Map(colours.map((colour) => [colour, nearest(palette, colour)]));
  const lines = Buffer.alloc((width + 1) * height);
  for (let at = 0; at < width * height; at++)
    lines[at + Math.floor(at / width) + 1] = indexes.get(pixels.readUIntBE(at * 4, 3)) as number;
  return encoded({ palette, lines }, width, height);
}

/** @returns its place in the palette */
function nearest(palette: readonly number[], colour: number): number {
  const distances = palette.map((each) =>
    [16, 8, 0].reduce((sum, bits) => sum + (((each >> bits) & 255) - ((colour >> bits) & 255)) ** 2, 0),
  );
  return distances.indexOf(Math.min(...distances));
}

interface Indexed {
  readonly palette: readonly number[];
  /** Line by line, each behind the number of its filter, which is none. */
  readonly lines: Buffer;
}

function encoded({ palette, lines }: Indexed, width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits a pixel, which name a colour of the palette.
  header.set([8, 3, 0, 0, 0], 8);
  const data = deflateSync(lines, { level: constants.Z_BEST_COMPRESSION });
  const colours = Buffer.from(palette.flatMap((each) => [each >> 16, (each >> 8) & 255, each & 255]));
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
