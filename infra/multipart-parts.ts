/**
 * The parts of a form as a fixture has it: files as their text, and what schemas call booleans as such. It knows no more
 * of the format than fixtures use.
 */
export function multipartParts(body: string, contentType: string): Record<string, string | boolean> {
  const [, boundary = ''] = /boundary=([^;]+)/.exec(contentType) ?? [];
  const parts = body
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => {
      const [head = '', ...rest] = part.split('\r\n\r\n');
      const [, name = ''] = /name="([^"]+)"/.exec(head) ?? [];
      const value = rest.join('\r\n\r\n').slice(0, -2);
      return [name, value === 'true' || (value !== 'false' && value)] as const;
    });
  return Object.fromEntries(parts);
}
