import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { Columns } from '../../../functions/enkash/dialect/csv-columns.ts';
import { named, rowsIn } from '../../../functions/enkash/dialect/csv-file.ts';
import type { RowRules } from '../../../functions/enkash/dialect/csv-row.ts';
import type { Failure, Problem } from '../../../shared/http/failure.ts';

const COLUMNS: Columns = {
  fields: { name: 'text', amount: 'number', active: 'boolean', branches: 'list' },
  entries: {
    contacts: { fields: { phone: 'text', mail: 'boolean' }, required: ['phone'], defaults: { gone: false } },
  },
  required: ['name'],
};

const schema = z.object({
  name: z.nullish(z.string().check(z.maxLength(1_000_000))),
  amount: z.optional(z.number()),
  active: z.optional(z.boolean()),
  branches: z.optional(z.array(z.string())),
  contacts: z.optional(
    z.array(
      z.object({
        phone: z.string().check(z.regex(/^\d+$/)),
        mail: z.optional(z.boolean()),
        gone: z.boolean(),
      }),
    ),
  ),
});

const fileOf = (...parts: (string | Uint8Array<ArrayBuffer>)[]) => new File(parts, 'rows.csv');

const read = (text: string | File, rules: Partial<RowRules> = {}, columns = COLUMNS) =>
  rowsIn(typeof text === 'string' ? fileOf(text) : text, columns, { schema, ...rules });

const problemOf = (reading: Promise<unknown>): Promise<Problem> =>
  reading.then(
    () => expect.unreachable(),
    (failure: Failure) => failure.problem,
  );

describe('rows of a file', () => {
  it('are records by their columns', async () => {
    const rows = await read(
      [
        '\uFEFFname,contacts[3].phone,contacts[3].mail,amount, active ,branches,contacts[0].phone',
        ' Ada ,1,TRUE,12.50,false,"a| b ,c |",2',
        '',
        '" Bob ""B"" ",,,,,,',
        ',,,,,,',
        '"two\nlines",,,-3,,,',
      ].join('\r\n'),
    );

    expect(rows).toEqual([
      {
        row: 2,
        cells: {
          name: 'Ada',
          amount: '12.50',
          active: 'false',
          branches: 'a| b ,c |',
          'contacts[0].phone': '2',
          'contacts[3].phone': '1',
          'contacts[3].mail': 'TRUE',
        },
        read: {
          requested: {
            name: 'Ada',
            amount: 12.5,
            active: false,
            branches: ['a', 'b ,c'],
            contacts: [
              { gone: false, phone: '2' },
              { gone: false, phone: '1', mail: true },
            ],
          },
        },
      },
      { row: 4, cells: { name: 'Bob "B"' }, read: { requested: { name: 'Bob "B"' } } },
      {
        row: 6,
        cells: { name: 'two\nlines', amount: '-3' },
        read: { requested: { name: 'two\nlines', amount: -3 } },
      },
    ]);
  });

  it('have what they do not say otherwise, and null where that clears', async () => {
    const text = 'name,amount\nnull,\n,3';

    expect((await read(text)).map(({ read }) => read)).toEqual([
      { requested: { name: 'null' } },
      { requested: { amount: 3 } },
    ]);
    expect((await read(text, { nullClears: true, initial: { amount: 7 } })).map(({ read }) => read)).toEqual([
      { requested: { name: null, amount: 7 } },
      { requested: { amount: 3 } },
    ]);
  });

  it('fail each for itself, and name their columns', async () => {
    const rows = await read(
      [
        'name,amount,active,contacts[1].phone,contacts[4].mail,contacts[4].phone',
        'a,"1,000",maybe,1,,',
        'b,1e3,,x,true,',
        'c,1',
        'd,,,,,',
      ].join('\n'),
    );

    const amount = 'Invalid input: expected number, received string';
    expect(rows.map(({ read }) => read)).toEqual([
      {
        failed: {
          errorType: 'VALIDATION_ERROR',
          message: `amount: ${amount}; active: Invalid input: expected boolean, received string`,
          apiSubErrors: [
            { field: 'amount', rejectedValue: '1,000', message: amount },
            {
              field: 'active',
              rejectedValue: 'maybe',
              message: 'Invalid input: expected boolean, received string',
            },
          ],
        },
      },
      {
        failed: {
          errorType: 'VALIDATION_ERROR',
          message: expect.stringMatching(
            /^amount: .*; contacts\[1\]\.phone: .*; contacts\[4\]\.phone: is required$/,
          ),
          apiSubErrors: [
            { field: 'amount', rejectedValue: '1e3', message: amount },
            { field: 'contacts[1].phone', rejectedValue: 'x', message: expect.any(String) },
            { field: 'contacts[4].phone', message: 'is required' },
          ],
        },
      },
      { failed: { errorType: 'CLIENT_REQUEST_ERROR', message: 'the row has 2 cells, the header has 6' } },
      { requested: { name: 'd' } },
    ]);
  });

  it('are no larger than a request of their own, and tell few of their mistakes', async () => {
    const longest = 200 * 1024 - '{"name":""}'.length;
    const rows = await read(['name', 'x'.repeat(longest), 'x'.repeat(longest + 1)].join('\n'));
    const mistakes = Array.from({ length: 5 }, (_, n) => `contacts[${n}].mail,contacts[${n}].phone`).join();
    const [wrong] = await read(`name,amount,active,${mistakes}\na,b,c,${'d,'.repeat(9)}d`);

    expect(rows.map(({ read }) => 'requested' in read || read.failed)).toEqual([
      true,
      { errorType: 'CLIENT_REQUEST_ERROR', message: 'the row has 204801 bytes; at most 204800 are taken' },
    ]);
    expect(wrong?.read).toMatchObject({ failed: { apiSubErrors: Array(10).fill(expect.anything()) } });
  });

  it('may be 500', async () => {
    expect(await read(`name\n${'a\n'.repeat(500)}`)).toHaveLength(500);
  });

  it('are named by what their client calls them, which may be long', () => {
    const cells = { number: 'x'.repeat(200) };
    expect(named(cells, 'number')).toEqual({ number: 'x'.repeat(100) });
    expect(named(cells, 'other')).toEqual({});
  });
});

describe('a file is refused as a whole', () => {
  const bytes = (...values: number[]) => Uint8Array.from(values);

  it.each([
    ['empty but for blank lines', '\n\n', 'the file has no rows below its header'],
    ['only a header', 'name\n ,\n', 'the file has no rows below its header'],
    ['501 rows', `name\n${'a\n'.repeat(501)}`, 'the file has more than 500 rows'],
    ['an archive of Excel', fileOf('PK\u0003\u0004'), 'the file must be CSV: this one is of Excel'],
    [
      'an older file of Excel',
      fileOf(bytes(0xd0, 0xcf, 0x11, 0xe0)),
      'the file must be CSV: this one is of Excel',
    ],
    ['another encoding', fileOf('name\n', bytes(0xfc)), 'the file must be UTF-8'],
    [
      'an open quote',
      'name\n"a',
      'the file is no CSV: Quote Not Closed: the parsing is finished with an opening quote at line 2',
    ],
    [
      'more than a megabyte',
      `name\n${'a'.repeat(1024 * 1024)}`,
      'the file has 1048581 bytes; at most 1048576 are taken',
    ],
  ])('%s', async (_, text, message) => {
    expect(await problemOf(read(text))).toEqual({ kind: 'malformedBody', message });
  });

  it('where its columns are unknown, repeated or missing', async () => {
    const header =
      'amount,Name,amount,,contacts[0].mail,contacts[5].phone,toString,contacts[1].toString,name[0].x';

    const problem = await problemOf(read(`${header}\na`));

    const issues = (problem as Problem & { kind: 'invalid' }).issues;
    expect(issues.map(({ field, message }) => [field, message])).toEqual([
      ['Name', 'there is no such column'],
      ['amount', 'the column is there twice'],
      ['', 'a column has no name'],
      ['contacts[5].phone', 'there is no such column'],
      ['toString', 'there is no such column'],
      ['contacts[1].toString', 'there is no such column'],
      ['name[0].x', 'there is no such column'],
      ['name', 'is required'],
      ['contacts[0].phone', 'is required'],
    ]);
  });

  it('where it has no column but those that name a row', async () => {
    const columns = { ...COLUMNS, wantsMore: true };

    const problem = await problemOf(read('name\na', {}, columns));

    expect(problem).toMatchObject({ issues: [{ field: 'name', message: 'another column is required' }] });
    expect(await read('name,amount\na,1', {}, columns)).toHaveLength(1);
    expect(await read('name,contacts[0].phone\na,1', {}, columns)).toHaveLength(1);
  });

  it('whatever is in its header, in few words', async () => {
    const problem = await problemOf(read(`${'x'.repeat(500)}${',y'.repeat(99)}\na`));
    const issues = (problem as Problem & { kind: 'invalid' }).issues;
    expect(issues).toHaveLength(101);
    expect(issues[0]?.field).toBe('x'.repeat(100));

    const message = 'the file has 101 columns; at most 100 are taken';
    expect(await problemOf(read(`${'x,'.repeat(100)}name\na`))).toEqual({ kind: 'malformedBody', message });
  });
});
