/** JSON that JSON.stringify never writes: `1e400`, `-0`, a key given twice. */
export class RawJson {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** JSON.stringify, with RawJson as it is. */
export function jsonText(value: unknown): string {
  if (value instanceof RawJson) return value.text;
  if (Array.isArray(value)) return `[${value.map(jsonText).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value).map(
    ([name, member]) => `${JSON.stringify(name)}:${jsonText(member)}`,
  );
  return `{${members.join(',')}}`;
}

/** `{"a":{"a":…}}` or `[[…]]`, so many levels deep. */
export const nested = (levels: number, [open, close]: readonly [string, string]): RawJson =>
  new RawJson(`${open.repeat(levels)}0${close.repeat(levels)}`);
