import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRecords } from '../../shared/http/csv.ts';
import { type Cell, csvLine } from '../../shared/http/csv-text.ts';

const line = (...cells: Cell[]) => csvLine(cells, ';');

describe('a line of a CSV file', () => {
  it.each<[Cell, string]>([
    ['Ada', 'Ada'],
    ['', ''],
    [undefined, ''],
    [null, ''],
    [true, 'true'],
    [false, 'false'],
    ['a;b', '"a;b"'],
    ['a,b', 'a,b'],
    ['say "hi"', '"say ""hi"""'],
    ['two\r\nlines', '"two\r\nlines"'],
    [' spaced ', '" spaced "'],
    [[], ''],
    [['a', 'b'], 'a, b'],
    [['a;b', 'c'], '"a;b, c"'],
  ])('has %j as %s', (cell, text) => {
    expect(line(cell, 'x')).toBe(`${text};x\r\n`);
  });

  it.each([
    [0, '0'],
    [-12.5, '-12.5'],
    [1e15, '1000000000000000'],
    [1e-9, '0.000000001'],
    [-2.5e-7, '-0.00000025'],
  ])('has the number %d with a point and no exponent', (number, text) => {
    expect(line(number)).toBe(`${text}\r\n`);
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['=HYPERLINK("http://x";"y")', `"'=HYPERLINK(""http://x"";""y"")"`],
    ['+cmd', "'+cmd"],
    ['-2+3+cmd|', "'-2+3+cmd|"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', `"'\r=1"`],
  ])('has the formula %j as a text', (formula, text) => {
    expect(line(formula)).toBe(`${text}\r\n`);
    expect(line([formula, 'b'])).toMatch(/^"?'/);
  });

  it.each(['+47 99 88 77 66', '+47 (22) 12-34', '-', '-5', '+1.5/2'])('leaves %j as it is', (text) => {
    expect(line(text)).toBe(`${text}\r\n`);
  });

  it('is read as it was written, but for what would be a formula', async () => {
    const text = fc.string({ unit: 'binary' }).filter((each) => !/^[=+\-@\t\r]/.test(each));
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 5 }), async (cells) => {
        const records = [];
        for await (const record of csvRecords(csvLine([...cells, 'end'], ';'), ';'))
          records.push(record.cells);
        expect(records).toEqual([[...cells, 'end']]);
      }),
    );
  });
});
