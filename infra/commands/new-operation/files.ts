import { readFileSync } from 'node:fs';
import type { Plan } from './plan.ts';
import { shapeOf } from './shapes.ts';
import { withRow } from './table-row.ts';
import { eventTemplate } from './templates/event.ts';
import { operationTemplate } from './templates/operation.ts';
import { NEW_REQUEST, requestTemplate } from './templates/request.ts';
import { responseTemplate } from './templates/response.ts';
import { testTemplate } from './templates/test.ts';

/** Everything that is written of an operation: texts by path. */
export async function filesOf(plan: Plan): Promise<Map<string, string>> {
  const request = plan.hasBody ? await shapeOf(plan, 'request') : undefined;
  const response = await shapeOf(plan, 'response');
  const body = request?.existing ? request.existing.sample : NEW_REQUEST;
  const table = `functions/${plan.dialect}/operations.ts`;
  return new Map([
    [plan.files.operation, operationTemplate(plan, request, response)],
    ...(request && !request.existing ? [[request.file, requestTemplate(plan)] as const] : []),
    ...(response.existing ? [] : [[response.file, responseTemplate(plan)] as const]),
    [plan.files.event, eventTemplate(plan, body)],
    [plan.files.test, testTemplate(plan, body, response)],
    [table, withRow(readFileSync(table, 'utf8'), plan)],
  ]);
}
