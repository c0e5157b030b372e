import { customersReport } from './customers-report.ts';
import type { Report } from './report.ts';

export const reports = {
  CUSTOMERS: customersReport,
} as const satisfies Readonly<Record<string, Report>>;

type ReportType = keyof typeof reports;

export const REPORT_TYPES = Object.keys(reports) as [ReportType, ...ReportType[]];
