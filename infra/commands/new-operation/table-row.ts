import type { Plan } from './plan.ts';

/**
 * A dialect's operations.ts with a new operation at the end of its list.
 * @throws Error when the list is not written as every dialect's is
 */
export function withRow(table: string, { camelName, resource, verb, noun }: Plan): string {
  const line = `import * as ${camelName} from './${resource}/${verb}-${noun}.ts';\n`;
  const [imports, list, ...others] = table.split(/(?<=;)\n\n/);
  if (!imports || !list || others.length > 0 || !/\]\s*;\s*$/.test(list))
    throw new Error('it is not imports and one list');
  return `${imports}\n${line}\n${list.replace(/,?\s*\]\s*;\s*$/, `, ${camelName}];\n`)}`;
}
