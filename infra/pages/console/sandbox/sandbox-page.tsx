/** Sandbox. */
export default function SandboxPage() {
  return <h1>Sandbox</h1>;
}
