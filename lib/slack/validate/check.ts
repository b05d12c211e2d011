/** Where a payload will be shown. */
export type Surface = 'message' | 'modal' | 'home';

export type ProblemCode =
  | 'unknown_type'
  | 'unknown_field'
  | 'missing_field'
  | 'wrong_type'
  | 'wrong_value'
  | 'wrong_surface'
  | 'too_short'
  | 'too_long'
  | 'too_many'
  | 'too_few'
  | 'duplicate_block_id'
  | 'duplicate_action_id'
  | 'missing_submit'
  | 'missing_text'
  | 'total_too_long'
  | 'view_too_large';

/** One thing Slack would refuse. `pointer` is a JSON pointer into the payload. */
export type Problem = { pointer: string; code: ProblemCode; message: string };

export type Place = { pointer: string; surface: Surface };

/** Looks at one value and says what Slack would refuse in it. */
export type Check = (value: unknown, place: Place) => Problem[];

export type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function below(place: Place, key: string | number): Place {
  const token = String(key).replaceAll('~', '~0').replaceAll('/', '~1');
  return { ...place, pointer: `${place.pointer}/${token}` };
}

export function problem(place: Place, code: ProblemCode, message: string): Problem {
  return { pointer: place.pointer, code, message };
}

export const anything: Check = () => [];

export const bool: Check = (value, place) =>
  typeof value === 'boolean' ? [] : [problem(place, 'wrong_type', 'must be a boolean')];

/** A string of `min` to `max` characters. */
export function string(max = Number.POSITIVE_INFINITY, min = 0): Check {
  return (value, place) => {
    if (typeof value !== 'string') return [problem(place, 'wrong_type', 'must be a string')];
    if (value.length > max)
      return [problem(place, 'too_long', `must be less than ${max + 1} characters`)];
    if (value.length < min)
      return [problem(place, 'too_short', `must be more than ${min - 1} characters`)];
    return [];
  };
}

/** A whole number from `min` to `max`. */
export function integer(min: number, max = Number.MAX_SAFE_INTEGER): Check {
  return (value, place) =>
    Number.isInteger(value) && Number(value) >= min && Number(value) <= max
      ? []
      : [problem(place, 'wrong_value', `must be a whole number from ${min} to ${max}`)];
}

export function pattern(form: RegExp, words: string): Check {
  return (value, place) =>
    typeof value === 'string' && form.test(value)
      ? []
      : [problem(place, 'wrong_value', `must be ${words}`)];
}

export function oneOf(...allowed: readonly unknown[]): Check {
  return (value, place) =>
    allowed.includes(value)
      ? []
      : [problem(place, 'wrong_value', `must be one of ${allowed.join(', ')}`)];
}

/** An array of `min` to `max` items, each passing `item`. */
export function list(item: Check, max: number, min = 1): Check {
  return (value, place) => {
    if (!Array.isArray(value)) return [problem(place, 'wrong_type', 'must be an array')];
    const found = value.flatMap((each, index) => item(each, below(place, index)));
    if (value.length > max)
      found.push(problem(place, 'too_many', `no more than ${max} items allowed`));
    if (value.length < min) found.push(problem(place, 'too_few', `at least ${min} items needed`));
    return found;
  };
}

type Fields = Readonly<Record<string, Check>>;

/** An object with these required and optional fields and no others; `type` is looked at elsewhere. */
export function fields(required: Fields, optional: Fields = {}): Check {
  return (value, place) => {
    if (!isObject(value)) return [problem(place, 'wrong_type', 'must be an object')];
    const missing = Object.keys(required)
      .filter((key) => value[key] === undefined)
      .map((key) => problem(place, 'missing_field', `missing required field: ${key}`));
    const present = Object.entries(value).flatMap(([key, each]) => {
      if (key === 'type' || each === undefined) return [];
      const check = Object.hasOwn(required, key)
        ? required[key]
        : Object.hasOwn(optional, key)
          ? optional[key]
          : undefined;
      if (check) return check(each, below(place, key));
      return [problem(below(place, key), 'unknown_field', `invalid additional property: ${key}`)];
    });
    return [...missing, ...present];
  };
}

/** An object whose `type` picks its check from `table`; other types are refused. */
export function typed(table: Fields, what: string): Check {
  return (value, place) => {
    if (!isObject(value)) return [problem(place, 'wrong_type', 'must be an object')];
    const type = value.type;
    const check = typeof type === 'string' && Object.hasOwn(table, type) ? table[type] : undefined;
    if (check) return check(value, place);
    return [problem(below(place, 'type'), 'unknown_type', `unsupported ${what} type: ${type}`)];
  };
}

/** All checks, one after the other. */
export function all(...checks: readonly Check[]): Check {
  return (value, place) => checks.flatMap((check) => check(value, place));
}

/** A rule over the whole object, given as a function from it to the sentence it breaks. */
export function rule(broken: (value: Json) => string | undefined): Check {
  return (value, place) => {
    const message = isObject(value) ? broken(value) : undefined;
    return message === undefined ? [] : [problem(place, 'wrong_value', message)];
  };
}
