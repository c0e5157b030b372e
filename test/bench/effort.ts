/** How much of everything is measured. */
export interface Effort {
  readonly initializations: number;
  readonly firstAnswers: number;
  readonly warm: { readonly rounds: number; readonly invocations: number; readonly warmUp: number };
  readonly bulks: number;
  /** Attaches of each number of clients, of all of them together. */
  readonly contendedAttaches: number;
  /** Customers of the company that is listed, and records of the one that is searched, from few to many. */
  readonly lists: { readonly sizes: readonly number[]; readonly rounds: number };
  readonly uploads: { readonly rows: number; readonly rounds: number };
  /** Rows of a batch. */
  readonly batches: { readonly rows: number; readonly rounds: number };
  /** Changes that the worker keeps, from few to many. */
  readonly history: readonly number[];
  /** Customers of the tenant that the console shows, from few to many. */
  readonly pages: { readonly sizes: readonly number[]; readonly rounds: number };
  readonly throughput: { readonly rounds: number; readonly requests: number };
}
