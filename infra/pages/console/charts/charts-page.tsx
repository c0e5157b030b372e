import { BenchCharts } from './bench-charts.tsx';
import { CustomerCounts } from './customer-counts.tsx';
import '../styles/charts.css';

/** How many customers there are, and how fast the service is. */
export default function ChartsPage() {
  return (
    <>
      <h1>Charts</h1>
      <CustomerCounts />
      <BenchCharts />
    </>
  );
}
