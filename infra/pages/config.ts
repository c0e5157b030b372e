/** What a stage tells its pages, as `/console/config.json`. */
export interface PagesConfig {
  readonly stage: string;
  readonly version: string;
  /** Whether the stack is a laptop's: it has a sandbox, and signs in by itself. */
  readonly sandbox: boolean;
}
