/** What a stage tells its pages, as `/console/config.json`. */
export interface PagesConfig {
  readonly stage: string;
  readonly version: string;
  /** Whether the stack is a laptop's: it has a sandbox, and signs in by itself. */
  readonly sandbox: boolean;
  /** Where operators may sign in beside a key, where the stage names an issuer. */
  readonly signIn?: SignInConfig;
}

/** An issuer of OpenID Connect, as the console needs to know it. */
export interface SignInConfig {
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  /** Separated by spaces. */
  readonly scope: string;
}
