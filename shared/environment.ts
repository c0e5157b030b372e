/** The environment variable's value. @throws when it is not set: the stage's configuration is incomplete. */
export function requiredVariable(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`the environment variable ${name} is not set`);
  return value;
}
