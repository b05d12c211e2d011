import {
  manifestSchemaOperation,
  releaseSchemaOperation,
  schemaDocument,
} from '../contract/schemas.ts';
import { serveAnybody } from './serve.ts';
import { answer, type Door } from './types.ts';

/** The schemas of the files that people keep. */
export function serveSchemas(door: Door): void {
  serveAnybody(door, manifestSchemaOperation, async () =>
    answer(schemaDocument('manifest', door.deps.settings.baseUrl)),
  );
  serveAnybody(door, releaseSchemaOperation, async () =>
    answer(schemaDocument('release', door.deps.settings.baseUrl)),
  );
}
