import type { OperationObject, ParameterObject, Reference, ResponseObject } from './openapi.ts';

interface SharedParameters {
  readonly operations: readonly OperationObject<ResponseObject | Reference, ParameterObject | Reference>[];
  /** By the name that the operations refer to. */
  readonly parameters: Readonly<Record<string, ParameterObject>>;
}

/**
 * Takes out each header that several operations have to the letter, and refers to it by its name without hyphens. Where a
 * header says something else elsewhere, it stays there.
 */
export function shareParameters(operations: readonly OperationObject[]): SharedParameters {
  const headers = operations.flatMap(({ parameters = [] }) => parameters.filter(isHeader));
  const parameters: Record<string, ParameterObject> = {};
  for (const [first, second] of Map.groupBy(headers, (header) => JSON.stringify(header)).values())
    if (first && second) parameters[nameOf(first)] ??= first;
  const referred = (parameter: ParameterObject) => {
    const name = nameOf(parameter);
    const isShared = isHeader(parameter) && JSON.stringify(parameter) === JSON.stringify(parameters[name]);
    return isShared ? { $ref: `#/components/parameters/${name}` } : parameter;
  };
  return {
    operations: operations.map((operation) => {
      const { parameters: own } = operation;
      return own ? { ...operation, parameters: own.map(referred) } : operation;
    }),
    parameters,
  };
}

const isHeader = (parameter: ParameterObject): boolean => parameter.in === 'header';

const nameOf = ({ name }: ParameterObject): string => name.replaceAll('-', '');
