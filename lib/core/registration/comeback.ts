import type { ManifestProblem } from '../manifest.ts';
import type { Workflow } from '../workflow.ts';
import type { Editor } from './editor.ts';

interface Comeback {
  readonly before: Workflow | undefined;
  readonly editor: Editor;
  readonly moves?: unknown;
}

/** A retired workflow comes back because a person of its team says so: not by a push, nor by an upgrade. */
export function comebackProblems({ before, editor, moves }: Comeback): ManifestProblem[] {
  if (before?.status !== 'retired') return [];
  if (editor.kind === 'person' && !moves) return [];
  const how =
    before.home === 'repo'
      ? 'a member of its team logs in and runs: yardmaster register FILE'
      : 'a member of its team edits it in Slack';
  return [{ field: 'workflow', say: `${before.id} is retired. To use it again, ${how}.` }];
}
