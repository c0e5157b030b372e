import { CustomerPage } from '../customer/customer-page.tsx';
import { route } from '../route.ts';
import { CustomersListPage } from './customers-list-page.tsx';

/** All customers, or the one that the address names: `#/customers/<vendor>/<tenant>/<id>`. */
export default function CustomersPage() {
  const [, vendor, tenant, id] = route.value.path;
  if (vendor !== undefined && tenant !== undefined && id !== undefined)
    return <CustomerPage key={`${vendor} ${tenant} ${id}`} {...{ vendor, tenant, id }} />;
  return <CustomersListPage />;
}
