import { describe, expect, it } from 'vitest';
import { type CsvRecord, csvRecords, problemOf, utf8 } from '../../shared/http/csv.ts';

async function read(text: string, delimiter = ','): Promise<CsvRecord[]> {
  const records: CsvRecord[] = [];
  for await (const record of csvRecords(text, delimiter)) records.push(record);
  return records;
}

describe('a CSV text', () => {
  it('is read record by record, and its rows are counted as a spreadsheet does', async () => {
    const text = 'a,b\r\n"x\ny", " z ""q"" "\n\n  \n,,\r1\n';

    expect(await read(text)).toEqual([
      { cells: ['a', 'b'], row: 1 },
      { cells: ['x\ny', ' z "q" '], row: 2 },
      { cells: ['', '', ''], row: 5 },
      { cells: ['1'], row: 6 },
    ]);
  });

  it('may have another delimiter', async () => {
    expect(await read('a;b,c')).toEqual([{ cells: ['a;b', 'c'], row: 1 }]);
    expect(await read('a;b,c', ';')).toEqual([{ cells: ['a', 'b,c'], row: 1 }]);
  });

  it('may be cut in the middle of a character, or of a line break', async () => {
    const long = `${'ü'.repeat(10_000)}x`;
    const text = `${long},${long}\r\n`.repeat(5);

    const records = await read(`y${text}`);

    expect(records.map(({ cells, row }) => [row, ...cells])).toEqual(
      [1, 2, 3, 4, 5].map((row) => [row, row === 1 ? `y${long}` : long, long]),
    );
  });

  it('has no records where it is empty', async () => {
    expect(await read('\n\n')).toEqual([]);
  });

  it('is parsed no further than it is read', async () => {
    const text = `a,b\n${'"'.repeat(3)}`.padStart(100_000, 'a,b\n');
    for await (const { row } of csvRecords(text, ',')) if (row === 2) break;

    await expect(read(text)).rejects.toThrow('Quote Not Closed');
  });

  it.each([
    ['a,"b', 'Quote Not Closed: the parsing is finished with an opening quote at line 1'],
    ['a,b"c', 'Invalid Opening Quote: a quote is found on field 1 at line 1, value is "b"'],
    [`${'x'.repeat(500)}"`, /^Invalid Opening Quote: .{177}$/],
  ])('%s is none, which is told in few words', async (text, problem) => {
    const error = await read(text).catch((error) => error);

    expect(problemOf(error)).toMatch(problem);
  });

  it('leaves other failures as they are', () => {
    const error = new Error('disk on fire');
    expect(() => problemOf(error)).toThrow(error);
  });
});

describe('bytes', () => {
  it('are a text where they are UTF-8, with a byte order mark or without', () => {
    const bytes = new TextEncoder().encode('\uFEFFü');
    expect([utf8(bytes), utf8(bytes.subarray(3))]).toEqual(['ü', 'ü']);
  });

  it('are none where they are not', () => {
    expect(utf8(Uint8Array.of(0x61, 0xfc))).toBe(undefined);
  });
});
