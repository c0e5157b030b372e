/** Charts. */
export default function ChartsPage() {
  return <h1>Charts</h1>;
}
