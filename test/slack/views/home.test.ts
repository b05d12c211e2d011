import { describe, expect, test } from 'vitest';
import { closedHome, homeView } from '../../../lib/slack/views/home.ts';
import * as kit from './kit.ts';
import { TEAM } from './team-kit.ts';

const empty = {
  at: '2026-11-23T09:00:00.000Z',
  waiting: [],
  queue: [],
  mine: [],
  teams: [{ team: TEAM, workflows: [] }],
};

test('an empty Home teaches what it is for', () => {
  const view = homeView(empty, '/agents');
  kit.expectGoodView(view);
  const text = kit.words(view.blocks);
  expect(text).toContain('Nothing waits for you.');
  expect(text).toContain('`/agents find`');
  expect(text).toContain('Updated <!date^1795424400^');
  expect(text).not.toContain('Workflow requests');
  expect(kit.buttons(view.blocks)).toEqual(['Request an AI Workflow']);
});

test('what waits stands on top, then the queue, my workflows, my teams', () => {
  const view = homeView(
    {
      ...empty,
      waiting: [kit.approval],
      queue: [kit.request],
      mine: [kit.workflow],
      teams: [{ team: TEAM, workflows: [{ ...kit.workflow, id: 'another' }] }],
    },
    '/yard',
  );
  kit.expectGoodView(view);
  const headers = view.blocks.filter((block) => block.type === 'header').map(kit.words);
  expect(headers).toEqual([
    'Waiting for you',
    'Workflow requests',
    'My workflows',
    'Support: 1 other workflow',
  ]);
  expect(kit.buttons(view.blocks)).toEqual([
    ...['Approve', 'Reject', 'Details'],
    ...['Approve', 'Ask for Changes', 'Reject'],
    ...['Get Key Code', 'Send to Colleague', 'Edit'],
    'Request an AI Workflow',
  ]);
});

test('what waits says how many have approved where one is not enough', () => {
  const stages = [{ of: 'manifest' as const, via: 'team' as const, quorum: 2 }];
  const waiting = [{ ...kit.approval, stages }];
  const text = kit.words(homeView({ ...empty, waiting }, '/yard').blocks);
  expect(text).toContain('0 of 2 needed');
});

test('a workflow shows status in words, versions, key and last change', () => {
  const text = kit.words(homeView({ ...empty, mine: [kit.workflow] }, '/yard').blocks);
  expect(text).toContain('*support-reply-drafter* · active · no key yet');
  expect(text).toContain('plugin/reply-drafter 3.2.4');
  expect(text).toContain('Revision 1, changed <!date^1795424400^');
});

test('a line break in the name of a team cannot pass for a line of ours', () => {
  const teams = [{ team: { ...TEAM, name: 'Support\nApproved' }, workflows: [kit.workflow] }];
  const { blocks } = homeView({ ...empty, teams }, '/yard');
  expect(kit.words(blocks)).toContain('Support ⏎ Approved: 1 other workflow');
});

test('somebody in no team is told what to do, and so is an admin of a workspace without teams', () => {
  const text = kit.words(homeView({ ...empty, teams: [] }, '/yard').blocks);
  expect(text).toContain('You are in no team yet. Ask your lead to add you.');
  expect(text).toContain('Platform admins create teams with `/yard teams`.');
});

test('however much there is, Home stays within 100 blocks and counts the rest', () => {
  const many = <T>(one: T, change: (index: number) => Partial<T>): T[] =>
    Array.from({ length: 60 }, (_, index) => ({ ...one, ...change(index) }));
  const workflows = many(kit.workflow, (index) => ({ id: `workflow-${index}` }));
  const view = homeView(
    {
      at: empty.at,
      waiting: many(kit.approval, (index) => ({ id: `apr_${index}` })),
      queue: many(kit.request, (index) => ({ id: `req_${index}` })),
      mine: workflows,
      teams: many({ team: TEAM, workflows }, (index) => ({
        team: { ...TEAM, id: `team-${index}` },
      })),
    },
    '/yard',
  );
  kit.expectGoodView(view);
  expect(kit.words(view.blocks)).toContain('And 52 more.');
});

test('a closed Home only tells why', () => {
  kit.expectGoodView(closedHome('Only people of this organisation can do this.'));
});

describe('words of others never come alive', () => {
  test.each(kit.HOSTILE)('%s', (_name, text) => {
    const workflow = { ...kit.workflow, locks: [{ component: text, range: text, version: text }] };
    const waiting = [{ ...kit.approval, workflow: text, target: text }];
    const queue = [{ ...kit.request, need: text, workflow: text, team: text }];
    const teams = [{ team: { ...TEAM, name: text }, workflows: [{ ...workflow, id: text }] }];
    kit.expectGoodView(
      homeView({ at: empty.at, waiting, queue, mine: [workflow], teams }, '/yard'),
    );
  });
});
