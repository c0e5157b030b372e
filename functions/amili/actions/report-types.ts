import { adbReport } from './adb-report.ts';
import { arItemsReport } from './ar-items-report.ts';
import { customersReport } from './customers-report.ts';
import { glItemsReport } from './gl-items-report.ts';
import { glMovementsReport } from './gl-movements-report.ts';
import type { Report } from './report.ts';

export const reports = {
  CUSTOMERS: customersReport,
  'AR-ITEMS': arItemsReport,
  'GL-ITEMS': glItemsReport,
  'GL-MOVEMENTS': glMovementsReport,
  ADB: adbReport,
} as const satisfies Readonly<Record<string, Report>>;

type ReportType = keyof typeof reports;

export const REPORT_TYPES = Object.keys(reports) as [ReportType, ...ReportType[]];
