import type { ComponentChildren } from 'preact';

interface WideTableProps {
  readonly label: string;
  readonly columns: readonly string[];
  /** Of the columns those that hold numbers. */
  readonly numbers?: readonly string[];
  /** Whether what is long scrolls up and down, too. */
  readonly isLong?: boolean;
  /** Its rows. */
  readonly children: ComponentChildren;
}

/** A table that may be wider than the page: it scrolls in its own box, by keys too. */
export const WideTable = ({ label, columns, numbers = [], isLong = false, children }: WideTableProps) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
  <section class={isLong ? 'scroll entries' : 'scroll'} tabIndex={0} aria-label={label}>
    <table>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col" class={numbers.includes(column) ? 'number' : undefined}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </section>
);
