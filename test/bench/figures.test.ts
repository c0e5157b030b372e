import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { chartOf } from './chart.ts';
import { CHART, FIGURES } from './files.ts';

it('are those of the chart: both are of one run', () => {
  const text = readFileSync(FIGURES, 'utf8');
  const figures = JSON.parse(text);
  expect(text).toBe(`${JSON.stringify(figures, undefined, 2)}\n`);
  expect(readFileSync(CHART, 'utf8')).toBe(chartOf(figures));
});
