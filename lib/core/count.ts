/** 1 → "1 workflow", 3 → "3 workflows". */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}
