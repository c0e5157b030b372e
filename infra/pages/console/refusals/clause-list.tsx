import { askedBy } from './rules.ts';

/** The clauses of a condition, one a line. What refused is said in words, too. */
export function ClauseList({ clauses, names }: { clauses: readonly string[]; names?: RegExp | undefined }) {
  const refused = clauses.length === 1 ? clauses : clauses.filter((clause) => names?.test(clause));
  return (
    <>
      <ol class="clauses">
        {clauses.map((clause) => {
          const isRefused = refused.includes(clause);
          return (
            <li key={clause} data-refused={isRefused}>
              <span class="mark" aria-hidden="true">
                {isRefused ? '✗' : '·'}
              </span>
              <code>{clause}</code>
              <span class="asked">
                {askedBy(clause)}
                {isRefused && <strong> This refused it.</strong>}
              </span>
            </li>
          );
        })}
      </ol>
      {refused.length === 0 && <p class="muted">All of these must hold, and at least one did not.</p>}
    </>
  );
}
