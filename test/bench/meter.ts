import { documentClient } from '../../shared/dynamodb/client.ts';

/** One request that DynamoDB answered or refused. */
export interface MeteredRequest {
  /** Such as `UpdateItem`. */
  readonly action: string;
  /** Capacity units; undefined where DynamoDB refused the request, because then it does not say. */
  readonly units: number | undefined;
}

interface Capacity {
  readonly CapacityUnits?: number;
}

/** The units that the request consumed by its answer, of all tables together. */
export function capacityOf(answer: unknown): number {
  const { ConsumedCapacity = [] } = answer as { ConsumedCapacity?: Capacity | Capacity[] };
  return [ConsumedCapacity].flat().reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
}

/** The requests that the functions of this process send to DynamoDB while `use` runs, and what each consumed. */
export async function metered(use: () => Promise<unknown>): Promise<MeteredRequest[]> {
  const requests: MeteredRequest[] = [];
  const name = 'bench-meter';
  documentClient.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const action = commandName.replace(/Command$/, '');
        const input = { ...(args.input as object), ReturnConsumedCapacity: 'TOTAL' };
        try {
          const result = await next({ ...args, input } as typeof args);
          requests.push({ action, units: capacityOf(result.output) });
          return result;
        } catch (error) {
          requests.push({ action, units: undefined });
          throw error;
        }
      },
    { name, step: 'initialize', priority: 'high' },
  );
  try {
    await use();
  } finally {
    documentClient.middlewareStack.remove(name);
  }
  return requests;
}

export interface Timed {
  /** Milliseconds. */
  readonly clock: number;
  readonly units: number;
}

/** How long `run` takes, and the units that it consumes. */
export async function timed(run: () => Promise<unknown>): Promise<Timed> {
  let clock = 0;
  const requests = await metered(async () => {
    const start = performance.now();
    await run();
    clock = performance.now() - start;
  });
  return { clock, units: requests.reduce((sum, { units = 0 }) => sum + units, 0) };
}
