import { type Candidate, sizeOf } from '../bundles.ts';
import type { Effort } from '../effort.ts';
import type { FirstAnswer, RuntimeClient } from '../runtime-api.ts';
import { type Asked, measureFirstAnswer } from './first-answer.ts';
import { type Duration, measureInitialization } from './initialization.ts';
import { type Contender, measureWarm } from './warm.ts';

/** How small and fast functions are, by the name of the candidate, a value for each round. */
export interface Footprints {
  /** Bytes. */
  readonly sizes: ReadonlyMap<string, number>;
  readonly initialization: ReadonlyMap<string, readonly Duration[]>;
  readonly firstAnswer: ReadonlyMap<string, readonly FirstAnswer[]>;
  /** Microseconds of each invocation with the transport stubbed. */
  readonly stubbed: ReadonlyMap<string, readonly number[][]>;
}

interface Measured {
  readonly loaded: readonly Candidate[];
  readonly asked: readonly Asked[];
  /** With the transport stubbed. */
  readonly invoked: readonly Contender[];
}

export async function measureFootprints(
  { loaded, asked, invoked }: Measured,
  client: RuntimeClient,
  { initializations, firstAnswers, warm }: Pick<Effort, 'initializations' | 'firstAnswers' | 'warm'>,
  progress: (what: string) => void,
): Promise<Footprints> {
  progress('initialization');
  const initialization = await measureInitialization(loaded, initializations);
  progress(`first answers, on ${client.name}`);
  const firstAnswer = await measureFirstAnswer(asked, client, firstAnswers);
  progress('warm invocations, transport stubbed');
  const stubbed = await measureWarm(invoked, { ...warm, logLevel: 'error' });
  const sizes = new Map(loaded.map((candidate) => [candidate.name, sizeOf(candidate)]));
  return { sizes, initialization, firstAnswer, stubbed };
}
