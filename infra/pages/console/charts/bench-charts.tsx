// Data, no code: what the bench's last run wrote is bundled, so that no request is needed for it.
import results from '../../../../test/bench/results.json' with { type: 'json' };
import { Bar } from './bar.tsx';
import type { Figures, Measure } from './figures.ts';

const FIGURES: Figures = results;

/** What the bench found, as in `test/bench/README.md`. */
export function BenchCharts() {
  const { version, date, environment, measures } = FIGURES;
  const most = Math.max(...measures.flatMap(({ ratios }) => Object.values(ratios)));
  return (
    <section class="card" aria-labelledby="bench">
      <h2 id="bench">Speed and size</h2>
      <p>
        The same delete of a customer, built in six ways. Each number is a ratio to <b>raw</b>, a bare handler
        with the AWS SDK that sends one conditional delete and returns: 0.50 is half of its size or time, so
        shorter is better.
      </p>
      <div class="measures">
        {measures.map((measure) => (
          <MeasureChart key={measure.title} measure={measure} most={most} />
        ))}
      </div>
      <p class="hint">
        Measured with version {version} on <time dateTime={date}>{dayOf(date)}</time>: Node{' '}
        {environment.node.slice(1)}, {environment.processors} processors, {environment.runtimeClient}. The
        solid line is raw, a dashed one what was aimed at. <code>npm run bench -- --write</code> measures
        anew.
      </p>
    </section>
  );
}

const dayOf = (date: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(date));

function MeasureChart({ measure: { title, target, ratios }, most }: { measure: Measure; most: number }) {
  const marks = [
    { kind: 'baseline', share: (ratios[FIGURES.baseline] as number) / most } as const,
    ...(target === null ? [] : [{ kind: 'target', share: target / most } as const]),
  ];
  return (
    <table class="measure">
      <caption>
        <b>{title}</b>
        {target !== null && <span class="muted"> aimed at: at most {target.toFixed(2)}</span>}
      </caption>
      <thead class="unseen">
        <tr>
          <th scope="col">Built with</th>
          <th scope="col">Bar</th>
          <th scope="col">Ratio to raw</th>
        </tr>
      </thead>
      <tbody>
        {Object.entries(ratios).map(([name, ratio]) => (
          <tr key={name} class={name === FIGURES.ours ? 'ours' : undefined}>
            <th scope="row">{name === FIGURES.ours ? 'offboard' : name}</th>
            <td class="picture">
              <Bar
                parts={[{ tone: name === FIGURES.ours ? 'ours' : 'other', share: ratio / most }]}
                marks={marks}
              />
            </td>
            <td class="number">{ratio.toFixed(2)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
