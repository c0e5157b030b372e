/** How much of everything is measured. */
export interface Effort {
  readonly initializations: number;
  readonly firstAnswers: number;
  readonly warm: { readonly rounds: number; readonly invocations: number; readonly warmUp: number };
  readonly bulks: number;
  readonly throughput: { readonly rounds: number; readonly requests: number };
}
