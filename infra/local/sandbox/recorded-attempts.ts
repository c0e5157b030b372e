import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { quietly } from './quietly.ts';
import { type AskedItem, type CommandInput, itemsOf, tableOf } from './recorded-items.ts';
import { current, keepAttempt } from './recording.ts';
import type { RecordedCondition } from './shapes.ts';

/**
 * Records each attempt of a request to DynamoDB with the client's request that it is made for: what was asked, on which
 * conditions, and how it ended. Of credentials only whose they are.
 */
export function recordAttempts({ middlewareStack }: DynamoDBDocumentClient): void {
  middlewareStack.add(
    (next, context) => async (args) => {
      const recording = current.getStore();
      if (!recording) return next(args);
      const since = performance.now();
      const told = (outcome: string, refusals: Refusals) =>
        quietly(() => {
          const action = String(context.commandName).replace(/Command$/, '');
          const durationMs = Math.round(performance.now() - since);
          const asked = askedBy(args.input as CommandInput, refusals);
          keepAttempt(recording, { action, durationMs, outcome, ...asked });
        });
      try {
        const answer = await next(args);
        told('done', refusalsIn(answer.output));
        return answer;
      } catch (error) {
        told((error as Error).name, refusalsOf(error));
        throw error;
      }
    },
    { step: 'initialize', name: 'recordAttempts', override: true },
  );
}

function askedBy(input: CommandInput, refusals: Refusals) {
  const table = tableOf(input);
  const items = itemsOf(input);
  const isOpen = table !== process.env.CREDENTIALS_TABLE;
  return {
    table,
    keys: items.map(({ key }) => key),
    conditions: isOpen ? items.flatMap((item, index) => conditionOf(item, refusals(index))) : [],
  };
}

const conditionOf = ({ key, condition }: AskedItem, isRefused: boolean | null): RecordedCondition[] =>
  condition === undefined ? [] : [{ key, expression: condition, isRefused }];

/** Whether the item at a place of the request was refused by its condition. */
type Refusals = (index: number) => boolean | null;

/** Only a batch of statements is answered although some of it is refused. */
function refusalsIn(output: unknown): Refusals {
  const { Responses } = output as { readonly Responses?: unknown };
  if (!Array.isArray(Responses)) return () => false;
  return (index) => refusalOf((Responses[index] as { Error?: { Code?: string } } | undefined)?.Error?.Code);
}

function refusalsOf(error: unknown): Refusals {
  const { name, CancellationReasons } = error as Error & { CancellationReasons?: { Code?: string }[] };
  if (name === 'ConditionalCheckFailedException') return () => true;
  if (name !== 'TransactionCanceledException') return () => null;
  return (index) => refusalOf(CancellationReasons?.[index]?.Code);
}

function refusalOf(code: string | undefined): boolean | null {
  if (code === undefined || code === 'None') return false;
  return code.startsWith('ConditionalCheckFailed') ? true : null;
}
