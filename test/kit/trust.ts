import { trustOf } from '../../bin/trust.ts';

/** Checks with nothing from outside. */
export const TRUST = trustOf({});
