import type { RecordedRequest } from '../../../local/sandbox/shapes.ts';
import { ClauseList } from './clause-list.tsx';
import { refusedConditions } from './refused-conditions.ts';
import { clausesOf, DELETE_CLAUSES, RULES, SEEN_CLAUSES } from './rules.ts';

interface ConditionCardProps {
  /** Where it is known: then the very condition is shown, with what was asked for. */
  readonly recorded?: RecordedRequest | undefined;
  /** Why, in the history's word. */
  readonly word?: string | undefined;
  /** Whose delete it was. */
  readonly customerId?: string | undefined;
}

/** The condition that refused, with its refused clause pointed at. */
export function ConditionCard({ recorded, word, customerId }: ConditionCardProps) {
  const refused = recorded ? refusedConditions(recorded, customerId) : [];
  const rule = word === undefined ? undefined : RULES[word];
  return (
    <section class="card" aria-labelledby="condition">
      <h2 id="condition">The condition that refused</h2>
      {rule && <p>{rule.meaning}</p>}
      {refused.map(({ action, key, expression }) => (
        <div key={`${key} ${expression}`} class="condition">
          <p class="muted wrap">
            <code>{action}</code> on <code>{key}</code>, only if
          </p>
          <ClauseList clauses={clausesOf(expression)} names={rule?.names} />
        </div>
      ))}
      {refused.length === 0 && rule && (
        <div class="condition">
          <p class="muted">
            A delete is one conditional write: <code>Update customer SET deletion</code>, only if
          </p>
          <ClauseList
            clauses={[...DELETE_CLAUSES, ...(word === 'changed' ? SEEN_CLAUSES : [])]}
            names={rule.names}
          />
        </div>
      )}
      {refused.length === 0 && !rule && (
        <p>
          No condition of a write refused it. It was decided before anything was to be written: by what the
          request said, who sent it, or what was read.
        </p>
      )}
    </section>
  );
}
