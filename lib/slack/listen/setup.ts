import type { Deps } from '../../acts/deps.ts';
import { setUpFirst, setUpStage } from '../../acts/set-up-first.ts';
import { readSettings, testChannels } from '../../acts/settings.ts';
import { organisationOf, type PersonKey } from '../../core/people.ts';
import type { Refusal } from '../../core/result.ts';
import { fieldErrors, open, type Reply, replace, say, sayRefusal } from '../reply.ts';
import type { FormAt, PressAt } from '../room.ts';
import { refusalModal } from '../views/refusal.ts';
import { SETUP, setUpDone, setUpModal, setUpResult } from '../views/setup.ts';

/** `setup`: the form of the first hour, or who is in charge already. */
export async function typeSetUp(deps: Deps, by: PersonKey): Promise<Reply[]> {
  const stage = await setUpStage(deps, by);
  switch (stage.kind) {
    case 'refused':
      return sayRefusal(stage);
    case 'done':
      return say(setUpDone(stage.organisation, deps.settings.command));
    default:
      return open(setUpModal({ asksCode: stage.kind === 'needs-code' }));
  }
}

/** Where a refusal about a setting is shown. */
const BLOCKS = new Map<string | number | undefined, string>([
  ['code', SETUP.code],
  ['second', SETUP.second],
  ['platformChannel', SETUP.platform],
  ['catalogChannel', SETUP.catalog],
  ['retention', SETUP.days],
]);

/** The submitted form: first admin, channels, second admin, then the test messages. */
export async function submitSetUp(deps: Deps, { by, fields }: FormAt): Promise<Reply[]> {
  const second = fields.text(SETUP.second);
  const outcome = await setUpFirst(deps, by, {
    code: fields.text(SETUP.code),
    second: second === '' ? undefined : `${organisationOf(by)}/${second}`,
    platformChannel: fields.text(SETUP.platform),
    catalogChannel: fields.text(SETUP.catalog),
    retention: fields.text(SETUP.days),
  });
  if (outcome.kind === 'refused') return refused(outcome);
  return showResult(deps, by, outcome.secondRefused);
}

function refused(refusal: Refusal): Reply[] {
  const block = BLOCKS.get(refusal.facts?.field);
  return block ? fieldErrors({ [block]: refusal.say }) : replace(refusalModal(refusal));
}

/** "Try Again": the test messages once more, with what is missing now. */
export async function pressAgain(deps: Deps, { by, surface }: PressAt): Promise<Reply[]> {
  const shown = await showResult(deps, by, undefined);
  return surface.kind === 'modal' ? shown : shown.flatMap(asOpened);
}

function asOpened(reply: Reply): Reply[] {
  return reply.kind === 'replace' ? open(reply.view) : [reply];
}

async function showResult(
  deps: Deps,
  by: PersonKey,
  secondRefused: string | undefined,
): Promise<Reply[]> {
  const [tested, settings] = await Promise.all([testChannels(deps, by), readSettings(deps, by)]);
  if (tested.kind === 'refused') return replace(refusalModal(tested));
  if (settings.kind === 'refused') return replace(refusalModal(settings));
  const { command } = deps.settings;
  const { organisation } = settings;
  return replace(setUpResult({ organisation, tests: tested.tests, secondRefused, command }));
}
