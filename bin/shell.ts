import type { Command } from 'commander';
import { type Client, createClient } from '../lib/client/client.ts';
import type { Failure } from '../lib/client/outcome.ts';
import {
  type Handle,
  type Identity,
  personFor,
  type ServerOptions,
  serverFor,
  workflowKeyFor,
} from './identity.ts';
import { type Io, plain } from './io.ts';

/** What a command that asks the server is given. */
export interface Session {
  readonly io: Io;
  readonly client: Client;
  readonly server: string;
  /** Prints the value as JSON with `--json`, otherwise the text. */
  readonly print: (value: unknown, text: string) => void;
  /** Says why it did not work. Returns the exit code 1. */
  readonly fail: (failure: Failure) => number;
}

type Body = (session: Session) => Promise<number>;
export type Shell = ReturnType<typeof createShell>;

/** Runs the bodies of commands and keeps their exit code. */
export function createShell(io: Io) {
  let code = 0;
  const ask = async (options: ServerOptions, identity: Identity | undefined, body: Body) => {
    if (identity?.note) io.err(`${identity.note}\n`);
    code = await body(openSession(io, options, identity?.token));
  };
  return {
    io,
    exitCode: () => code,
    /** Without a server. */
    alone: async (body: () => Promise<number>) => {
      code = await body();
    },
    anybody: (options: ServerOptions, body: Body) => ask(options, undefined, body),
    person: (options: ServerOptions, usual: Handle, body: Body) =>
      ask(options, personFor(io, options, usual), body),
    workflow: (options: ServerOptions, body: Body) =>
      ask(options, workflowKeyFor(io, options), body),
  };
}

function openSession(io: Io, options: ServerOptions, token: string | undefined): Session {
  const server = serverFor(io, options);
  const { fetch, pause, now } = io;
  const client = createClient({
    baseUrl: server,
    token,
    ...(fetch ? { fetch } : {}),
    ...(pause ? { pause } : {}),
    ...(now ? { now } : {}),
  });
  const print = (value: unknown, text: string) => printTo(io, options.json, value, text);
  const fail = (failure: Failure) => {
    if (options.json) io.out(`${JSON.stringify(failure, null, 2)}\n`);
    else io.err(plain(`${failureText(failure)}\n`));
    return 1;
  };
  return { io, client, server, print, fail };
}

export function printTo(io: Io, json: boolean | undefined, value: unknown, text: string): void {
  io.out(json ? `${JSON.stringify(value, null, 2)}\n` : plain(`${text}\n`));
}

function failureText(failure: Failure): string {
  switch (failure.kind) {
    case 'unreachable':
      return `Yardmaster does not answer at ${failure.baseUrl}. Start it with: npm start\n(${failure.detail})`;
    case 'unexpected':
      return failure.detail;
    case 'problem':
      // The detail tells a single one already.
      if (failure.errors.length < 2) return failure.detail;
      return [
        `${failure.errors.length} fields are not accepted:`,
        ...failure.errors.map((one) => `  ${one.field}: ${one.message}`),
      ].join('\n');
  }
}

/** The options of every command that asks the server as a person. */
export function asPerson(command: Command): Command {
  return asAnybody(command)
    .option('--token <token>', 'a login (or YARDMASTER_TOKEN)')
    .option('--as <handle>', 'somebody of the sample organisation: owner, colleague, admin, …');
}

/** The options of every command that asks the server as a workflow. */
export function asWorkflow(command: Command): Command {
  return asAnybody(command).option('--token <key>', "the workflow's key (or YARDMASTER_KEY)");
}

export function asAnybody(command: Command): Command {
  return command
    .option('--server <url>', 'where Yardmaster answers (or YARDMASTER_URL)')
    .option('--json', 'print JSON');
}
