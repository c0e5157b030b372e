/** How well a media range fits a media type: the type itself, `text/*`, anything. */
const fits = (range: string, type: string): number =>
  [type, type.replace(/\/.*/, '/*'), '*/*'].indexOf(range.toLowerCase());

/**
 * Whether an Accept header takes a media type (RFC 9110, section 12.5.1): the range that fits it best decides. A header
 * that names no range says nothing.
 */
export function accepts(header: string | undefined, type: string): boolean {
  const ranges = (header ?? '').split(',', MOST_RANGES).flatMap((text) => {
    const [range = '', ...parameters] = text.split(';').map((part) => part.trim());
    const quality = parameters
      .map((parameter) => /^q=(.*)$/i.exec(parameter)?.[1])
      .find((q) => q !== undefined);
    return range.includes('/') ? [{ place: fits(range, type), isWanted: Number(quality ?? 1) !== 0 }] : [];
  });
  const [best] = ranges.filter(({ place }) => place >= 0).toSorted((one, other) => one.place - other.place);
  return ranges.length === 0 || best?.isWanted === true;
}

const MOST_RANGES = 50;
