import { expect, test } from 'vitest';
import { boltLogger, errorFields } from '../../lib/slack/logger.ts';
import { logInto } from './kit.ts';

test('plain sentences are kept, everything else is not', () => {
  const lines: string[] = [];
  const logger = boltLogger(logInto(lines));
  logger.warn('something odd', { body: 'private' });
  logger.error(new TypeError('private words'));
  logger.error({ body: 'private' });
  logger.debug('AWS event: private');
  logger.info('private');
  expect(lines).toEqual([
    'something odd {"from":"bolt"}',
    'TypeError {"from":"bolt"}',
    'something went wrong in Bolt {"from":"bolt"}',
  ]);
});

test('the debug level cannot be switched on', () => {
  const lines: string[] = [];
  const logger = boltLogger(logInto(lines));
  logger.setLevel(logger.getLevel());
  logger.debug('private');
  expect(lines).toEqual([]);
});

test('an error is its name, its code and where it happened, never its message', () => {
  const slack = Object.assign(new Error('private'), {
    code: 'slack_webapi_platform_error',
    data: { error: 'expired_trigger_id' },
  });
  const fields = errorFields(Object.assign(new Error('private'), { original: slack }));
  expect(fields).toMatchObject({
    error: 'Error',
    code: 'slack_webapi_platform_error',
    slack: 'expired_trigger_id',
  });
  expect(fields.at).toMatch(/^at /);
  expect(JSON.stringify(fields)).not.toContain('private');
});

test('what is no error is unknown', () => {
  expect(errorFields('private')).toEqual({ error: 'unknown' });
});
