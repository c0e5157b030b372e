import type { Seeds } from '../../local/seeds.ts';
import { quoted } from '../../quoted.ts';
import { variablesOf } from './walk.ts';

/** What `npm start` writes for shells to source: fresh tokens in short variables, and what the walk's lines use. */
export const shellFile = (
  url: string,
  seeds: Seeds,
): string => `# Written anew by each npm start, for sh, bash and zsh.
URL=${quoted(url)}
JSON='Content-Type: application/json'
# curl -w "$W" shows the status below the answer.
W='\\n%{http_code}\\n'

# Tokens, and the samples of each vendor: a customer, one that an invoice or document refers to, and that invoice.
${Object.entries(variablesOf(seeds))
  .map(([name, value]) => `${name}=${quoted(value)}`)
  .join('\n')}
# The operator's view of the EnKash company's customers.
O=$URL/operator/v1/enkash/$E_COMPANY/customers

${FUNCTIONS}`;

const FUNCTIONS = `# Shows an answer and prints the id that it names: C=$(curl … | show customerId)
show() {
  answer=$(cat)
  printf '%s\\n' "$answer" >&2
  printf '%s\\n' "$answer" | grep -o "\\"$1\\":\\"[^\\"]*\\"" | head -n 1 | cut -d '"' -f 4
}

# Bodies of requests.
e_customer() {
  echo '{"legalName":"Acme","customerKeyContacts":[{"deleted":false,"legalName":"Acme","mobile":"9876543210","name":"Asha"}]}'
}
e_invoice() { echo '{"customerId":"'"$1"'","baseAmount":1180,"dueDate":"2027-01-31","invoiceNumber":"INV-2"}'; }
e_invoices() { echo '{"invoiceIds":["'"$1"'"]}'; }
a_customer() { echo '{"customerNo":"'"$1"'","name":"Acme"}'; }
a_document() { echo '{"documentType":"IN","documentNo":"'"$1"'","customerNo":"'"$1"'"}'; }
# A tax id of a person: its letter follows from the number.
b_nif() {
  number=$(($(od -An -N4 -tu4 /dev/urandom) % 100000000))
  printf '%08d%s' "$number" "$(echo TRWAGMYFPDXBNJZSQVHLCKE | cut -c $((number % 23 + 1)))"
}
b_customer() {
  echo '{"legal_name":"Acme","nif":"'"$(b_nif)"'","address":{"street":"Calle Mayor","number":"1",' \\
    '"postal_code":"28013","city":"Madrid","province":"Madrid","country":"España"}}'
}
b_invoice() {
  echo '{"type":"STANDARD","recipient":{"customer_id":"'"$1"'"},"lines":[{"description":"Consulting","quantity":1,' \\
    '"unit_price":100,"main_tax":{"type":"IVA","percentage":21}}]}'
}

# zsh takes comments behind pasted lines only when told so.
if [ -n "\${ZSH_VERSION-}" ]; then setopt interactivecomments; fi
`;
