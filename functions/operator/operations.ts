import type { OperationModule } from '../../shared/http/operation-module.ts';
import * as getCustomer from './customers/get-customer.ts';
import * as listCustomers from './customers/list-customers.ts';
import * as previewDeletion from './customers/preview-deletion.ts';
import * as listDependents from './dependents/list-dependents.ts';
import * as getDocument from './documents/get-document.ts';
import * as listEvents from './events/list-events.ts';
import * as listChanges from './history/list-changes.ts';
import * as listHistory from './history/list-history.ts';
import * as protectCustomer from './protections/protect-customer.ts';
import * as removeProtection from './protections/remove-protection.ts';
import * as restoreCustomer from './restorations/restore-customer.ts';
import * as getTenant from './tenants/get-tenant.ts';
import * as listTenants from './tenants/list-tenants.ts';

/** Our own operations for the operator of the service: from tenants and their customers to one of them, and what is in its way. */
export const operations: readonly OperationModule[] = [
  listTenants,
  getTenant,
  listCustomers,
  getCustomer,
  previewDeletion,
  listDependents,
  protectCustomer,
  removeProtection,
  restoreCustomer,
  listHistory,
  listChanges,
  listEvents,
  getDocument,
];
