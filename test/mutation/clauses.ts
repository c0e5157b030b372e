/** A condition without one of its clauses. */
export interface Removal {
  readonly clause: string;
  readonly left: string;
  /** Where the clause was in the condition. */
  readonly start: number;
  readonly end: number;
}

/** Takes the place of a condition whose only clause is removed: it always holds. */
export const ALWAYS = 'attribute_exists(pk) OR attribute_not_exists(pk)';

interface Clause {
  readonly start: number;
  readonly end: number;
  /** AND or OR, where this is a group in parentheses or the whole condition. */
  readonly operator?: string;
  readonly operands: readonly Clause[];
}

/** Every clause of a condition: each operand of an AND or an OR at any depth, or the whole where it has neither. */
export function removals(condition: string): Removal[] {
  const whole = parse(condition);
  const clauses = whole.operator ? below(whole) : [whole];
  return clauses.map((clause) => ({
    clause: condition.slice(clause.start, clause.end),
    left: clause === whole ? ALWAYS : render(condition, whole, clause),
    start: clause.start,
    end: clause.end,
  }));
}

const below = ({ operands }: Clause): Clause[] => operands.flatMap((operand) => [operand, ...below(operand)]);

function render(condition: string, { start, end, operator, operands }: Clause, removed: Clause): string {
  if (!operator) return condition.slice(start, end);
  const left = operands.filter((operand) => operand !== removed);
  const parts = left.map((operand) => {
    const text = render(condition, operand, removed);
    return operand.operator ? `(${text})` : text;
  });
  return parts.join(` ${operator} `);
}

/**
 * Reads a condition of DynamoDB, or the WHERE of PartiQL. It understands NOT before a function or a comparison only.
 */
function parse(condition: string): Clause {
  const tokens = [...condition.matchAll(/'[^']*'|[()]|[^\s()']+/g)];
  let next = 0;
  const word = () => tokens[next]?.[0].toUpperCase();

  function group(): Clause {
    const operands = [operand()];
    const operator = word();
    if (operator !== 'AND' && operator !== 'OR') return operands[0] as Clause;
    while (word() === operator) {
      next++;
      operands.push(operand());
    }
    if (word() === 'AND' || word() === 'OR')
      throw new Error(`AND beside OR without parentheses: ${condition}`);
    return { ...around(operands[0] as Clause, operands.at(-1) as Clause), operator, operands };
  }

  function operand(): Clause {
    if (word() !== '(') return leaf();
    const start = tokens[next++]?.index as number;
    const inner = group();
    const end = (tokens[next++]?.index ?? Number.NaN) + 1;
    if (condition[end - 1] !== ')') throw new Error(`a parenthesis is not closed: ${condition}`);
    return { ...inner, start, end };
  }

  function leaf(): Clause {
    const first = next;
    for (let depth = 0; next < tokens.length; next++) {
      if (depth === 0 && (word() === 'AND' || word() === 'OR' || word() === ')')) break;
      if (word() === 'BETWEEN') throw new Error(`BETWEEN is not understood: ${condition}`);
      if (word() === 'NOT' && tokens[next + 1]?.[0] === '(') throw new Error(`NOT of a group: ${condition}`);
      depth += word() === '(' ? 1 : word() === ')' ? -1 : 0;
    }
    const [start, last] = [tokens[first], tokens[next - 1]];
    if (!start || !last || next === first) throw new Error(`a clause is missing: ${condition}`);
    return { start: start.index, end: last.index + last[0].length, operands: [] };
  }

  const whole = group();
  if (next < tokens.length) throw new Error(`not understood: ${condition}`);
  return whole;
}

const around = ({ start }: Clause, { end }: Clause) => ({ start, end });
