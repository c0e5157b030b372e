import { describe, expect, it } from 'vitest';
import { functionNames } from '../../../functions/operations.ts';
import { workers } from '../../../functions/workers.ts';
import { functionName, stageNames } from '../../../infra/names.ts';
import { stages } from '../../../infra/stages.ts';
import { findings, largest, measure } from '../ceilings.ts';
import { PADDED_TO, paddedTable } from '../padded.ts';
import { synthesize, synthesizeAnew } from '../synthesized.ts';
import { testedWorkers } from '../workers.ts';

// Staging has the longest names, dev the largest environments.
describe.each([stages.dev, stages.staging])('the ceilings of $name', (stage) => {
  it('hold today', () => {
    expect(findings(measure(synthesize(stage)))).toEqual([]);
  });

  it('hold with 144 operations', () => {
    const table = paddedTable();
    expect(Object.values(table).flat()).toHaveLength(144);

    const measured = measure(synthesizeAnew(stage, { table }));

    expect(findings(measured)).toEqual([]);
    // Each kind of ceiling was looked at.
    for (const limit of ['resourcesInStack', 'templateBytes', 'environmentBytes', 'functionName'] as const)
      expect(largest(measured, limit)!.value).toBeGreaterThan(0);
    expect(largest(measured, 'metricsInAlarm')!.value).toBeGreaterThan(5);
    expect(largest(measured, 'metricsInDashboard')!.value).toBeGreaterThan(3 * 144);
    // Alarms grow with dialects and workers, not with operations.
    const alarms = measured.filter(({ limit }) => limit === 'metricsInAlarm');
    expect(alarms).toHaveLength(15 + 2 * testedWorkers.length);
  });
});

it('a dialect that outgrows its stack is found', () => {
  const table = paddedTable({ ...PADDED_TO, enkash: 80 });

  // How many exactly depends on how many of the operations are a GET.
  expect(findings(measure(synthesizeAnew(stages.dev, { table })))).toEqual([
    expect.stringMatching(/^enkash: 4\d\d resourcesInStack, at most 400$/),
  ]);
});

it('function names fit in every stage', () => {
  const names = [...functionNames, ...workers.map(({ name }) => name)];
  const all = stageNames.flatMap((stage) => names.map((name) => functionName(stage, name)));
  expect(all.filter((name) => name.length > 64)).toEqual([]);
});
