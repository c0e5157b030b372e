import { type Api, Mismatch } from './api.ts';
import { NotChecked, type Smoke } from './smoke.ts';

/** A burst that sets off larger throttles would also hit whoever else calls that stage. */
const LARGEST_BURST = 200;

/** Whether the stage's own throttle answers, as the burst of infra/stages.ts says. */
export async function throttles({ api, stage }: Smoke): Promise<string> {
  if (stage === 'local') throw new NotChecked('the local stack has none');
  // It loads the CDK, which no other check needs.
  const { stageNamed } = await import('../../stages.ts');
  const { rate, burst } = stageNamed(stage).throttle;
  if (burst > LARGEST_BURST)
    throw new NotChecked(`a burst of more than ${burst} would be refused to other callers too`);
  return throttlesAt(api, rate + burst);
}

/**
 * API Gateway counts roughly: three times as many requests at once must set it off. Their path reaches no table, whose
 * answers would come later than all of them.
 */
export async function throttlesAt(api: Api, most: number): Promise<string> {
  const burst = Array.from({ length: 3 * most }, () => api.call('GET /nothing'));
  const statuses = (await Promise.all(burst)).map(({ status }) => status);
  const refused = statuses.filter((status) => status === 429).length;
  const others = statuses.filter((status) => status !== 404 && status !== 429);
  if (others.length > 0) throw new Mismatch(`GET /nothing answered ${others[0]} in a burst, not 404 or 429`);
  if (refused === 0) throw new Mismatch(`${3 * most} requests at once were all answered, not one with 429`);
  return `${refused} of ${3 * most} requests at once answered 429`;
}
