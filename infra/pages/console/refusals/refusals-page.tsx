/** Refusals. */
export default function RefusalsPage() {
  return <h1>Refusals</h1>;
}
