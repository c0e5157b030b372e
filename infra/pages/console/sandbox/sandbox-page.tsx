import '../styles/sandbox.css';
import type { Clock } from '../../../local/sandbox/shapes.ts';
import { useLoaded } from '../loaded.ts';
import { askFor } from '../service/ask.ts';
import { ClockSection } from './clock-section.tsx';
import { FaultsSection } from './faults-section.tsx';
import { SnapshotsSection } from './snapshots-section.tsx';

/** What authors of clients need to see theirs fail: faults, data of before, and another time. A laptop's alone. */
export default function SandboxPage() {
  // Snapshots bring back a clock, too.
  const clock = useLoaded(
    (signal) => askFor<Clock>({ method: 'GET', path: '/sandbox/clock' }, undefined, signal),
    [],
  );
  return (
    <>
      <h1>Sandbox</h1>
      <FaultsSection />
      <div class="sandbox-pair">
        <SnapshotsSection changed={clock.reload} />
        <ClockSection clock={clock} />
      </div>
    </>
  );
}
