import { logs } from './logs.ts';
import { otherTenants, unrouted, wrongCredentials } from './refusals.ts';
import { type Check, NotChecked, type Smoke } from './smoke.ts';
import { amiliStory } from './stories/amili.ts';
import { beelFlatStory, beelStory } from './stories/beel.ts';
import { enkashStory } from './stories/enkash.ts';
import { operatorStory } from './stories/operator.ts';
import { throttles } from './throttles.ts';

/** In this order: the burst would refuse the stories, and the logs get the time of all others. */
export const checks: readonly Check[] = [
  { name: 'health', run: health },
  { name: 'EnKash', run: enkashStory },
  { name: 'Amili', run: amiliStory },
  { name: 'BeeL', run: beelStory },
  { name: 'BeeL flat', run: beelFlatStory },
  { name: 'operator', run: operatorStory },
  { name: 'credentials', run: wrongCredentials },
  { name: 'other tenants', run: otherTenants },
  { name: 'unrouted', run: unrouted },
  { name: 'throttles', run: throttles },
  { name: 'logs', run: (smoke) => logs(smoke) },
];

async function health({ api, stage, logged }: Smoke): Promise<string> {
  const members = { status: 'ok', stage, table: 'ok' };
  const { version } = await api.expect<{ version: string }>('GET /health', {}, 200, members);
  const { headers } = await api.call('GET /health');
  // API Gateway's own id of a request, as its access log has it.
  const id = headers.get('apigw-requestid');
  if (id) logged.push({ stack: 'entry', log: 'AccessLog', id });
  return `version ${version} of stage ${stage}`;
}

export interface Outcome {
  readonly failed: number;
  readonly notChecked: number;
}

/** Runs all checks one after the other, and tells of each in one line. */
export async function runChecks(smoke: Smoke, say: (line: string) => void): Promise<Outcome> {
  const outcome = { failed: 0, notChecked: 0 };
  for (const { name, run } of checks) {
    try {
      say(`ok    ${name}: ${await run(smoke)}`);
    } catch (error) {
      const { message, cause } = error as Error;
      const isLeftOut = error instanceof NotChecked;
      if (isLeftOut) outcome.notChecked++;
      else outcome.failed++;
      const reason = cause instanceof Error ? `${message}: ${cause.message}` : message;
      say(isLeftOut ? `-     ${name}: not checked, ${reason}` : `FAIL  ${name}: ${oneLine(reason)}`);
    }
  }
  return outcome;
}

const oneLine = (text: string): string => text.replaceAll(/\s*\n\s*/g, ' ');
