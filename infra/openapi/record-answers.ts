import { type DialectName, dialects } from '../../functions/operations.ts';
import { filledFixture } from '../local/fixtures.ts';
import { invoke } from '../local/operation-events.ts';
import { makeSeeds, placeholdersOf, type Seeds } from '../local/seeds.ts';
import { StartupError } from '../startup-error.ts';
import type { RecordedAnswer, RecordedAnswers } from './answer-example.ts';
import { apis } from './documents.ts';

/** Of a longer list an example shows the beginning. */
const MOST_SHOWN = 3;

/** What stands for each token: one that works is in no file. */
const SAMPLE_TOKEN = 'eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.e30.c2lnbmF0dXJl';
const TOKEN = /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/;

/**
 * Asks every operation of a dialect what its event fixture asks, and keeps what it answers with JSON.
 * @throws StartupError when one is refused
 */
export async function recordAnswers(dialect: DialectName): Promise<RecordedAnswers> {
  const answers: Record<string, RecordedAnswer> = {};
  let seeds: Seeds | undefined;
  for (const { operation, documentation } of dialects[dialect]) {
    // What the one before has removed or changed is made anew.
    seeds = await makeSeeds(seeds);
    const values = placeholdersOf(seeds, dialect);
    const event = filledFixture(`events/${operation.name}.json`, seeds, values);
    const { statusCode: status = 0, headers = {}, body = '' } = await invoke(event);
    if (status >= 300) throw new StartupError(`${operation.name} answered ${status}: ${body}`);
    // An example that is written beside the operation says more.
    const hasExample = documentation().responses[status]?.example !== undefined;
    if (hasExample || headers['content-type'] !== 'application/json') continue;
    const shown = namesOf(values, apis[dialect].samples);
    answers[operation.name.slice(dialect.length + 1)] = { status, body: withPlaceholders(body, shown) };
  }
  return answers;
}

/** The placeholders that there are samples of, by the value that the seeds have for them. */
const namesOf = (
  values: Readonly<Record<string, string>>,
  samples: Readonly<Record<string, string>>,
): ReadonlyMap<string, string> =>
  new Map(Object.keys(samples).flatMap((name) => (values[name] ? [[values[name], name] as const] : [])));

/** Puts placeholders where the values are, hides tokens, and cuts long lists off. */
function withPlaceholders(json: string, names: ReadonlyMap<string, string>): unknown {
  return JSON.parse(json, (_, inner: unknown) => {
    if (Array.isArray(inner)) return inner.slice(0, MOST_SHOWN);
    const name = names.get(String(inner));
    if (typeof inner === 'number') return name ? `{{${name}:number}}` : inner;
    if (typeof inner !== 'string') return inner;
    if (TOKEN.test(inner)) return SAMPLE_TOKEN;
    return [...names].reduce((text, [value, name]) => text.replaceAll(value, `{{${name}}}`), inner);
  });
}
