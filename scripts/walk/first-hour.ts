import { CHANNELS, PEOPLE } from '../../lib/local/sample/organisation.ts';
import type { Step } from './context.ts';
import { as, need, shownText, until } from './tools.ts';

const PLATFORM = CHANNELS.platform.id;

const setUp: Step = async (context) => {
  const admin = as(context, 'admin');
  const code = context.machine.setUpCode?.code;
  need(code !== undefined, 'start prints a one-time code');
  await admin.command(PLATFORM, '/yard setup');
  const values = {
    setup_code: { value: 'AAAA-AAAA-AAAA' },
    setup_second: { value: PEOPLE.owner.id },
    setup_platform: { value: PLATFORM },
    setup_catalog: { value: CHANNELS.catalog.id },
  };
  const wrong = await admin.submitView({ values });
  need(Object.keys(wrong.errors ?? {}).join() === 'setup_code', 'a wrong code is refused');
  need((await admin.submitView({ values: { setup_code: { value: code } } })).ok, 'it is taken');
  need(shownText(admin.view()).includes('Yardmaster is set up.'), 'all of it works');
  await admin.closeView();
  for (const { id } of [CHANNELS.platform, CHANNELS.catalog]) {
    const posted = shownText(admin.messages(id));
    need(posted.includes('This is a test message'), `the test card is in ${id}`);
  }
  const again = as(context, 'colleague');
  await again.command(CHANNELS.support.id, '/yard setup');
  need(again.view() === undefined, 'the code works once');
};

const countersign: Step = async (context) => {
  const second = as(context, 'owner');
  await second.openHome();
  need(shownText(second.home()).includes('stays flagged'), 'the second admin is asked on Home');
  need((await second.clickInHome({ actionId: 'change_countersign' })).ok, 'it is countersigned');
  await until('the card says who countersigned', () => {
    const text = shownText(second.messages(PLATFORM));
    return text.includes('In force: countersigned') ? text : undefined;
  });
};

const makeTeam: Step = async (context) => {
  const admin = as(context, 'admin');
  await admin.command(PLATFORM, '/yard teams');
  await admin.clickInView({ actionId: 'team_new' });
  const values = {
    team_id: { value: 'team-support' },
    team_name: { value: 'Support' },
    team_lead: { value: PEOPLE.owner.id },
    team_channel: { value: CHANNELS.support.id },
    team_members: { value: [PEOPLE.colleague.id] },
  };
  need((await admin.submitView({ values })).ok, 'the team is taken');
  need(shownText(admin.view()).includes('Saved.'), 'the team is there');
  await admin.closeView();
};

const request: Step = async (context) => {
  const colleague = as(context, 'colleague');
  const channel = CHANNELS.support.id;
  await colleague.command(channel, '/yard new sort the post of the night');
  need((await colleague.submitView()).ok, 'the need is taken');
  const because = { because: { value: 'There is nothing yet.' } };
  need((await colleague.submitView({ values: because })).ok, 'the request is sent');
  await colleague.closeView();
  const admin = as(context, 'admin');
  await until('the request is in the platform channel', () => {
    const text = shownText(admin.messages(PLATFORM));
    return text.includes('sort the post of the night') ? text : undefined;
  });
};

/** On an empty machine: from the printed code to the first request. */
export const FIRST_HOUR: readonly (readonly [string, Step])[] = [
  ['set up: code, second admin, channels, test cards', setUp],
  ['the second admin countersigns', countersign],
  ['the first team', makeTeam],
  ['its first request', request],
];
