import { type DialectName, dialects, type OperationModule } from '../../../functions/operations.ts';

/** What the table calls each dialect. */
const LABELS: Record<DialectName, string> = {
  enkash: 'EnKash',
  amili: 'Amili',
  beel: 'BeeL',
  'beel-flat': 'BeeL flat',
  operator: 'operator',
  service: 'ours',
};

const BEGIN = '<!-- operations: written by npm run readme -->';
const END = '<!-- end of operations -->';

/** The deletes that the guard decides on. Of the deactivations only those that a DELETE stands for are guarded. */
const GUARDED = /\/customers\/delete-customers?$|^beel-flat\/customers\/deactivate-customers?$/;

/**
 * A text with its table of operations as the code has it.
 * @throws Error when the text has no place for it
 */
export function withOperationsTable(text: string): string {
  const [before, rest] = halves(text, BEGIN);
  const [, after] = halves(rest, END);
  return `${before}${BEGIN}\n\n${operationsTable()}\n\n${END}${after}`;
}

function operationsTable(): string {
  const rows = Object.entries(dialects).flatMap(([dialect, modules]) =>
    modules.map((module) => rowOf(LABELS[dialect as DialectName], module)),
  );
  return ['| Dialect | Method and path | What it does |', '|---|---|---|', ...rows].join('\n');
}

function rowOf(label: string, { operation, documentation }: OperationModule): string {
  const { name, route } = operation;
  const shown = GUARDED.test(name) ? `**\`${route}\`**` : `\`${route}\``;
  return `| ${label} | ${shown} | ${documentation().summary} |`;
}

function halves(text: string, mark: string): [before: string, after: string] {
  const [before, after, ...others] = text.split(mark);
  if (before === undefined || after === undefined || others.length > 0)
    throw new Error(`functions/README.md must have ${mark} once`);
  return [before, after];
}
