import { keyOf, PEOPLE } from '../../lib/local/sample/organisation.ts';

export const OWNER = keyOf(PEOPLE.owner);
export const COLLEAGUE = keyOf(PEOPLE.colleague);
export const SALES_LEAD = keyOf(PEOPLE.salesLead);
export const ADMIN = keyOf(PEOPLE.admin);
export const AUDITOR = keyOf(PEOPLE.auditor);
export const OUTSIDER = keyOf(PEOPLE.outsider);
