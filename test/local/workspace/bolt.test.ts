import { expect, test } from 'vitest';
import { lambdaApp, socketApp } from './bolt.ts';
import { at, workspace } from './kit.ts';

const doors = [
  ['signed HTTP and the Lambda receiver', lambdaApp],
  ['Socket Mode', socketApp],
] as const;

test.each(doors)('a whole conversation over %s', async (_name, connect) => {
  const here = await workspace();
  await connect(here);
  const owner = here.driver.as('U1');
  const colleague = here.driver.as('U2');

  expect(await owner.command('C1', '/yard new')).toMatchObject({ ok: true, status: 200 });
  await expect.poll(() => owner.view()?.callback_id).toBe('ask');
  expect(colleague.view()).toBeUndefined();

  const short = await owner.submitView({ values: { need: { text: 'draft' } } });
  expect(short).toMatchObject({ ok: false, errors: { need: 'Please say a little more' } });
  expect(owner.view()).toBeDefined();

  const { options } = await owner.suggest({ actionId: 'entry', query: 'reply' });
  expect(options.map((each) => each.value)).toEqual(['reply-drafter', 'reply-checker']);
  const values = { need: { text: 'draft replies' }, entry: { entry: 'reply-drafter' } };
  expect(await owner.submitView({ values })).toMatchObject({ ok: true });
  expect(owner.view()).toBeUndefined();

  await expect.poll(() => colleague.messages('C1').length).toBe(1);
  const [message] = colleague.messages('C1');
  const press = { channel: 'C1', ts: message?.ts ?? '', actionId: 'approve' };
  expect(await colleague.click(press)).toMatchObject({ ok: true, status: 200 });
  await expect
    .poll(() => owner.messages('C1')[0])
    .toMatchObject({ text: 'Approved by <@U2>: draft replies', ts: message?.ts });
  const [after] = owner.messages('C1');
  expect(after?.blocks?.map((each) => each.type)).toEqual(['section', 'context']);
  expect(await colleague.click(press)).toMatchObject({ ok: false });

  expect(await owner.openHome()).toMatchObject({ ok: true });
  await expect
    .poll(() => at(owner.home(), 'blocks', 0, 'text', 'text'))
    .toBe('Nothing waits for you');
  expect(colleague.home()).toBeUndefined();
});

test.each(doors)('respond() answers ephemerally over %s', async (_name, connect) => {
  const here = await workspace();
  await connect(here);
  await here.driver.as('U1').command('C1', '/yard find x');
  await expect.poll(() => here.driver.as('U1').messages('C1').length).toBe(1);
  expect(here.driver.as('U1').messages('C1')[0]?.text).toBe('Nothing found for *x*');
  expect(here.driver.as('U2').messages('C1')).toEqual([]);
});

test('a Socket Mode client that is told to reconnect comes back and works', async () => {
  const here = await workspace();
  await socketApp(here);
  here.refreshSockets();
  const owner = here.driver.as('U1');
  await expect
    .poll(async () => (await owner.shortcut('request')).ok, { timeout: 20_000, interval: 200 })
    .toBe(true);
  await expect.poll(() => owner.view()?.callback_id).toBe('ask');
}, 30_000);
