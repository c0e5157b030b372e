/** What a cell may hold. A list is its members, with commas between them. */
export type Cell = string | number | boolean | readonly Cell[] | null | undefined;

/** A program that opens CSV by the system's code page takes it for UTF-8 by this. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** What makes a spreadsheet read a text as a formula: https://owasp.org/www-community/attacks/CSV_Injection */
const FORMULA = /^[=+\-@\t\r]/;

/** Signs, digits and what telephone numbers have between them: no formula of these does any harm. */
const ONLY_NUMBERS = /^[+\-\d().\s/]*$/;

/**
 * A line of a CSV file as RFC 4180 writes it, its end included. Numbers have a point and no exponent. Before a text that a
 * spreadsheet would run as a formula stands an apostrophe.
 */
export const csvLine = (cells: readonly Cell[], delimiter: string): string =>
  `${cells.map((cell) => quoted(textOf(cell), delimiter)).join(delimiter)}\r\n`;

function textOf(cell: Cell): string {
  if (typeof cell === 'string') return FORMULA.test(cell) && !ONLY_NUMBERS.test(cell) ? `'${cell}` : cell;
  if (typeof cell === 'number') return plain(cell);
  if (Array.isArray(cell)) return textOf(cell.map(textOf).join(', '));
  return cell === undefined || cell === null ? '' : String(cell);
}

/** Far enough for whatever DynamoDB takes from us: JavaScript writes 0.0000001 as 1e-7. */
const MOST_PLACES = 20;

function plain(number: number): string {
  const text = String(number);
  return text.includes('e-') ? number.toFixed(MOST_PLACES).replace(/0+$/, '') : text;
}

const quoted = (text: string, delimiter: string): string =>
  text.includes(delimiter) || /["\r\n]/.test(text) || /^\s|\s$/.test(text)
    ? `"${text.replaceAll('"', '""')}"`
    : text;
