import { encoded } from '../../support/form.ts';
import { newNif } from '../samples.ts';

export const HEADER =
  'nombre_fiscal;nif;email;telefono;direccion_calle;direccion_numero;direccion_codigo_postal;direccion_poblacion;direccion_provincia';

/** A row of a file as a client writes it. */
export const line = ({ name = 'Ada SL', nif = newNif(), email = 'ada@example.es' } = {}): string =>
  `${name};${nif};${email};915551234;Calle Gran Vía;45;28013;Madrid;Madrid`;

export const fileOf = (...lines: string[]): Blob => new Blob([lines.join('\n')], { type: 'text/csv' });

/** A form as a client sends it, with a boundary of its own. */
export async function form(
  file: Blob | string | undefined,
  fields: Record<string, string> = {},
): Promise<{ raw: Buffer; headers: Record<string, string> }> {
  const data = new FormData();
  if (typeof file === 'string') data.append('file', file);
  else if (file) data.append('file', file, 'clientes.csv');
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return encoded(data);
}
