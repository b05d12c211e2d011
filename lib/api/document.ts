import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import type { Operation } from '../contract/operation.ts';
import { PROBLEM_TYPE, problemSchema } from '../contract/problem.ts';
import { OPERATIONS } from '../contract/service.ts';
import { webhookEventSchema, webhookHeadersSchema } from '../contract/webhooks.ts';
import { describedParameters } from './parameters.ts';

const ABOUT = `AI workflow registry and approvals. Agents ask, wait and consume with their workflow's key; people use a login. Every refusal is a problem (RFC 9457) with a stable type.`;
const WHO = {
  anybody: 'No token.',
  person: "A person's login.",
  workflow: "A workflow's key.",
  'person-or-ci': "A person's login, a CI identity's key, or a CI job's OIDC token.",
} as const;

/** OpenAPI 3.1, made from the schemas that validate. `server` is the address that callers use. */
export function document(server: string) {
  const { openAPIRegistry, ...hono } = registry();
  for (const operation of OPERATIONS) openAPIRegistry.registerPath(describe(operation));
  openAPIRegistry.registerWebhook(WEBHOOK);
  return hono.document({
    openapi: '3.1.0',
    info: { title: 'Yardmaster', version: '1', description: ABOUT },
    servers: [{ url: server }],
  });
}

/** What Yardmaster sends, rather than what it is asked. */
const WEBHOOK = {
  method: 'post' as const,
  path: 'ending',
  summary: "A workflow's approval has ended, or its webhook is tested.",
  description:
    'Signed in the way of Standard Webhooks. A message may come twice, under the same id. Redirects are not followed.',
  security: [],
  request: {
    headers: webhookHeadersSchema,
    body: { required: true, content: { 'application/json': { schema: webhookEventSchema } } },
  },
  responses: {
    '2XX': { description: 'It is taken. Anything else is tried again for a day.' },
    410: { description: 'Nothing more is sent until the webhook is set anew.' },
  },
};

function registry() {
  const hono = new OpenAPIHono();
  const { openAPIRegistry } = hono;
  openAPIRegistry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
  });
  type Config = Parameters<typeof hono.getOpenAPI31Document>[0];
  return { openAPIRegistry, document: (config: Config) => hono.getOpenAPI31Document(config) };
}

function describe(operation: Operation) {
  const { id, method, path, summary, who, body } = operation;
  return createRoute({
    operationId: id,
    method,
    path,
    summary,
    description: WHO[who],
    security: who === 'anybody' ? [] : [{ bearer: [] }],
    request: {
      ...describedParameters(operation),
      ...(body
        ? { body: { required: true, content: { 'application/json': { schema: body } } } }
        : {}),
    },
    responses: {
      ...successes(operation),
      default: {
        description: 'A problem',
        content: { [PROBLEM_TYPE]: { schema: problemSchema } },
      },
    },
  });
}

function successes({ statuses = [200], type = 'application/json', answer }: Operation) {
  const success = { description: 'Done', content: { [type]: { schema: answer } } };
  return Object.fromEntries(statuses.map((status) => [status, success]));
}
