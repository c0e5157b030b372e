import type { App } from 'aws-cdk-lib';
import { tableDefinitions } from '../shared/dynamodb/table-definitions.ts';
import { type Stage, stageNamed } from './stages.ts';
import { StartupError } from './startup-error.ts';

/** What `-c` gave the app. */
export interface Context {
  /** cdk.json names dev for those who name none. */
  readonly stage: Stage;
  /** For a stage that has fewer indexes than today's tables: see infra/README.md. */
  readonly indexes: number | undefined;
}

/** @throws StartupError when there is no such stage, or no such number of indexes */
export const contextOf = ({ node }: App): Context => ({
  stage: stageNamed(node.getContext('stage')),
  indexes: indexesOf(node.tryGetContext('indexes')),
});

function indexesOf(text: unknown): number | undefined {
  if (text === undefined) return undefined;
  const indexes = Number(text);
  const most = tableDefinitions.receivables.indexes.length;
  if (!(Number.isInteger(indexes) && indexes >= 1 && indexes <= most))
    throw new StartupError(`indexes is "${text}": use a number from 1 to ${most}`);
  return indexes;
}
