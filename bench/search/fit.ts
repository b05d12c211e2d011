import { createHash } from 'node:crypto';
import type { SearchEntry } from '../../lib/search/index.ts';
import { shelve } from '../../lib/search/shelf.ts';
import { type Figures, likeness } from '../../lib/search/similar.ts';
import { auc } from './metrics.ts';

export interface LabelledPair {
  readonly a: SearchEntry;
  readonly b: SearchEntry;
  readonly same: boolean;
}

type Row = readonly number[];

export interface Fitted {
  /** Constant, odd, shared, rivals. */
  readonly weights: Row;
  /** AUC on the pairs that the weights were fitted on, and on the others. */
  readonly fitted: number;
  readonly others: number;
}

const STEPS = 5_000;
const STEP = 0.5;
/** How strongly weights are kept small: one pair's worth. */
const RIDGE = 1;

/** One of two halves, by a hash: neither the order of a file nor who wrote it decides. */
export function half(key: string): number {
  return (createHash('sha256').update(key).digest()[0] ?? 0) % 2;
}

export function halfOfPair({ a, b }: LabelledPair): number {
  return half([a.id, b.id].sort().join());
}

/** Weights of likeness fitted on all pairs, and on each half to look at the other. */
export function fitLikeness(entries: readonly SearchEntry[], pairs: readonly LabelledPair[]) {
  const { figures } = likeness(shelve(entries).readings);
  const rows = pairs.map((pair) => ({
    row: rowOf(figures(pair.a, pair.b)),
    positive: pair.same,
    half: halfOfPair(pair),
  }));
  const fitted = (on: typeof rows, others: typeof rows): Fitted => {
    const weights = regression(on);
    const measured = (some: typeof rows) =>
      auc(some.map(({ row, positive }) => ({ positive, score: dot(weights, row) })));
    return { weights, fitted: measured(on), others: measured(others) };
  };
  const [first, second] = [0, 1].map((at) => rows.filter((one) => one.half === at));
  return {
    all: fitted(rows, rows),
    halves: [fitted(first ?? [], second ?? []), fitted(second ?? [], first ?? [])],
  };
}

function rowOf({ odd, shared, rivals }: Figures): Row {
  return [1, odd, shared, rivals];
}

/** Logistic regression by plain gradient descent on figures of like spread. */
function regression(rows: readonly { readonly row: Row; readonly positive: boolean }[]): Row {
  const spread = [0, 1, 2, 3].map((at) => deviation(rows.map(({ row }) => row[at] ?? 0)) || 1);
  const even = rows.map(({ row, positive }) => ({
    row: row.map((value, at) => value / (spread[at] ?? 1)),
    target: Number(positive),
  }));
  let weights: Row = [0, 0, 0, 0];
  for (let step = 0; step < STEPS; step++) {
    const slope = [0, 0, 0, 0];
    for (const { row, target } of even) {
      const error = 1 / (1 + Math.exp(-dot(weights, row))) - target;
      for (const [at, value] of row.entries()) slope[at] = (slope[at] ?? 0) + error * value;
    }
    weights = weights.map((weight, at) => {
      const pull = at === 0 ? 0 : RIDGE * weight;
      return weight - (STEP / even.length) * ((slope[at] ?? 0) + pull);
    });
  }
  return weights.map((weight, at) => weight / (spread[at] ?? 1));
}

function deviation(values: readonly number[]): number {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

function dot(a: Row, b: Row): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
}
