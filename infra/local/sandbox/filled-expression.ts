/** Longer values and expressions are cut: a profile of a customer may be a value. */
const LONGEST_VALUE = 200;
const LONGEST_EXPRESSION = 2_000;

/** The parts of a request to DynamoDB that an expression takes its names and values from. */
export interface Placeholders {
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Readonly<Record<string, unknown>>;
}

/** An expression with its names and values in their places: `linkCount = 0 AND attribute_not_exists(deletion)`. */
export function filled(
  expression: string,
  { ExpressionAttributeNames: names = {}, ExpressionAttributeValues: values = {} }: Placeholders,
): string {
  const text = expression.replaceAll(/[#:]\w+/g, (word) => {
    if (word.startsWith('#')) return names[word] ?? word;
    return word in values ? valueText(values[word]) : word;
  });
  return cut(text, LONGEST_EXPRESSION);
}

/** A statement of PartiQL with its parameters in their places. What stands between quotes holds none. */
export function filledStatement(statement: string, parameters: readonly unknown[] = []): string {
  let next = 0;
  const text = statement.replaceAll(/'(?:[^']|'')*'|"[^"]*"|\?/g, (word) =>
    word === '?' ? valueText(parameters[next++]) : word,
  );
  return cut(text, LONGEST_EXPRESSION);
}

/** The document client keeps sets as such, which are none of JSON's. */
const valueText = (value: unknown): string =>
  cut(String(JSON.stringify(value, (_, each) => (each instanceof Set ? [...each] : each))), LONGEST_VALUE);

const cut = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most)}…` : text);
