/**
 * Import lines for the names that code uses.
 * @param froms where each name comes from; `type Name` is imported as a type
 */
export function importsFor(code: string, froms: Readonly<Record<string, string>>): string {
  const used = Object.entries(froms).filter(([name]) => {
    const plain = name.replace('type ', '');
    // A member of the same name is no use: `responses: …`.
    return new RegExp(`\\b${plain}\\b(?!:)`).test(code);
  });
  return [...Map.groupBy(used, ([, from]) => from)]
    .map(([from, names]) => {
      const list = names.map(([name]) => name);
      const areTypes = list.every((name) => name.startsWith('type '));
      const members = areTypes ? list.map((name) => name.slice('type '.length)) : list;
      return `import ${areTypes ? 'type ' : ''}{ ${members.join(', ')} } from '${from}';`;
    })
    .join('\n');
}
