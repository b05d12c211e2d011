import { type Command, Option } from 'commander';
import type { BreakGlassAnswer } from '../../lib/contract/break-glass.ts';
import { VERDICT_WORDS, VERDICTS, type Verdict } from '../../lib/core/break-glass.ts';
import { plainDate } from '../../lib/core/time.ts';
import type { ServerOptions } from '../identity.ts';
import { asPerson, type Shell } from '../shell.ts';

interface Reason extends ServerOptions {
  readonly reason: string;
}

interface Review extends ServerOptions {
  readonly verdict: Verdict;
  readonly text: string;
}

/** `yardmaster breakglass begin | list | review`: approving alone in an emergency, and what is owed for it. */
export function addBreakGlass(program: Command, shell: Shell): void {
  const glass = program
    .command('breakglass')
    .description('approve a waiting request alone in an emergency; it is told and reviewed');
  asPerson(glass.command('begin'))
    .description('prints the address at which a platform admin logs in afresh and confirms')
    .argument('<approval>')
    .requiredOption('--reason <text>', 'what is urgent, and why nobody who was asked can decide')
    .action((id: string, { reason, ...options }: Reason) =>
      shell.person(options, 'admin', async ({ client, print, fail, io }) => {
        const outcome = await client.breakGlass(id, { reason });
        if (outcome.kind !== 'ok') return fail(outcome);
        io.err('Log in here and confirm. The link works once; nothing has happened yet.\n');
        print(outcome.value, outcome.value.login_url);
        return 0;
      }),
    );
  asPerson(glass.command('list'))
    .description('what was approved so, what is not reviewed yet first')
    .action((options: ServerOptions) =>
      shell.person(options, 'auditor', async ({ client, print, fail }) => {
        const outcome = await client.listBreakGlass();
        if (outcome.kind !== 'ok') return fail(outcome);
        const lines = outcome.value.break_glass.map(line);
        print(outcome.value, lines.join('\n') || 'Nobody broke the glass.');
        return 0;
      }),
    );
  addReview(glass, shell);
}

function addReview(glass: Command, shell: Shell): void {
  asPerson(glass.command('review'))
    .description('say whether it was justified, as somebody who had no part in it')
    .argument('<approval>')
    .addOption(
      new Option('--verdict <verdict>', 'what you found').choices(VERDICTS).makeOptionMandatory(),
    )
    .requiredOption('--text <text>', 'in your own words')
    .action((id: string, { verdict, text, ...options }: Review) =>
      shell.person(options, 'auditor', async ({ client, print, fail }) => {
        const outcome = await client.reviewBreakGlass(id, { verdict, text });
        if (outcome.kind !== 'ok') return fail(outcome);
        print(outcome.value, line(outcome.value));
        return 0;
      }),
    );
}

function line({ id, workflow, action, by, at, review, ...one }: BreakGlassAnswer): string {
  const owed = one.reviewers.join(', ') || 'nobody who may';
  const stands = review
    ? `${VERDICT_WORDS[review.verdict]}, says ${review.by} (${plainDate(review.at)})`
    : `review due ${plainDate(one.review_due_at)} by ${owed}`;
  return `${id}  ${workflow} ${action}, by ${by} (${plainDate(at)}): ${stands}`;
}
