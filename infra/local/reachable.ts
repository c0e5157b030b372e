/** Whether anything speaks HTTP at an endpoint. */
export async function isReachable(endpoint: string): Promise<boolean> {
  try {
    await fetch(endpoint, { method: 'POST', body: '{}' });
    return true;
  } catch {
    return false;
  }
}
