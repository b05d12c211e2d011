import { exportOperation, type PartOfLog } from '../contract/log.ts';
import { type ClientOptions, reasonOf, send } from './call.ts';
import { type Outcome, readFailure } from './outcome.ts';

/**
 * The whole log, or the part of it that was chosen, line by line as it comes; the value counts the lines. An export that breaks off is
 * `unreachable`: what came until then is not the whole log.
 */
export async function exportAudit(
  options: ClientOptions,
  onLine: (line: string) => void | Promise<void>,
  part: PartOfLog = {},
): Promise<Outcome<number>> {
  const response = await send(options, exportOperation, { query: part });
  if ('kind' in response) return response;
  if (!response.ok) return readFailure(response);
  try {
    let count = 0;
    for await (const line of linesOf(response)) {
      await onLine(line);
      count += 1;
    }
    return { kind: 'ok', value: count, status: response.status };
  } catch (error) {
    return { kind: 'unreachable', baseUrl: options.baseUrl, detail: reasonOf(error) };
  }
}

async function* linesOf(response: Response): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const part of response.body ?? []) {
    const lines = (rest + decoder.decode(part, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') throw new Error('the export broke off in the middle of a line');
}
