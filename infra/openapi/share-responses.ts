import type { OperationObject, ResponseObject } from './openapi.ts';

interface SharedResponses {
  readonly operations: readonly OperationObject[];
  /** By the name that the operations refer to. */
  readonly responses: Readonly<Record<string, ResponseObject>>;
}

/** Takes out each response that several operations have to the letter, as most failures are, and refers to it by name. */
export function shareResponses(operations: readonly OperationObject<ResponseObject>[]): SharedResponses {
  const repeated = repeatedResponses(operations.flatMap(({ responses }) => Object.values(responses)));
  const names = new Map<string, string>();
  for (const [text, { description }] of repeated) names.set(text, freeName(description, [...names.values()]));
  const referred = (response: ResponseObject) => {
    const name = names.get(JSON.stringify(response));
    return name === undefined ? response : { $ref: `#/components/responses/${name}` };
  };
  return {
    operations: operations.map((operation) => {
      const responses = Object.entries(operation.responses);
      return {
        ...operation,
        responses: Object.fromEntries(responses.map(([status, response]) => [status, referred(response)])),
      };
    }),
    responses: Object.fromEntries([...repeated].map(([text, response]) => [names.get(text), response])),
  };
}

/** The responses that occur more than once, by their text, in the order of their first occurrence. */
function repeatedResponses(responses: readonly ResponseObject[]): Map<string, ResponseObject> {
  const byText = Map.groupBy(responses, (response) => JSON.stringify(response));
  const repeated = [...byText].filter(([, same]) => same.length > 1);
  return new Map(repeated.map(([text, [response]]) => [text, response as ResponseObject]));
}

/** `Bad request` becomes BadRequest, and another response of that description BadRequest2. */
function freeName(description: string, taken: readonly string[]): string {
  const words = description.match(/[A-Za-z0-9]+/g) ?? ['Response'];
  const name = words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join('');
  let candidate = name;
  for (let number = 2; taken.includes(candidate); number++) candidate = `${name}${number}`;
  return candidate;
}
