/** Whose page it is, as the operator's dialect calls it. */
export interface CustomerName {
  readonly vendor: string;
  readonly tenant: string;
  readonly id: string;
}

/** A customer. */
export function CustomerPage({ id }: CustomerName) {
  return <h1>{id}</h1>;
}
