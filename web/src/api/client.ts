// One way to the server: ask() for queries and mutations, follow() for subscriptions. Both speak GraphQL
// over HTTP at /graphql, and both keep `connection` true to what they saw.
import { createClient, type Client } from 'graphql-sse';
import { connection } from '../state/connection.svelte';
import type { Document } from './document';

const address = new URL('/graphql', location.href).href;

/** What the server refused, in its own words. */
export class Fault extends Error {
  constructor(
    message: string,
    /** One of the closed codes of docs/api.md, such as CONFLICT. */
    readonly code: string,
    readonly reason: string,
    /** Where in the input the fault lies, if the server says so. */
    readonly field: string | undefined,
    /** All that the server told beside the message. */
    readonly extensions: Readonly<Record<string, unknown>>,
  ) {
    super(message);
  }
}

/** The server could not be reached, or broke off. What was asked may be asked again. */
export class Unreachable extends Error {}

interface Answer<R> {
  data?: R | null;
  errors?: { message: string; extensions?: Record<string, unknown> }[];
}

/**
 * Asks the server one thing. Fails with Fault when it refuses, with Unreachable when it cannot be
 * reached, and with an AbortError when the signal says so.
 */
export async function ask<R, V>(document: Document<R, V>, variables: V, signal?: AbortSignal): Promise<R> {
  const answer = await post<R>({ query: document, variables }, signal);
  const refused = answer.errors?.[0];
  if (refused) throw fault(refused);
  if (!answer.data) throw new Unreachable('the server gave an answer without data');
  return answer.data;
}

async function post<R>(body: unknown, signal?: AbortSignal): Promise<Answer<R>> {
  let response: Response;
  try {
    response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...authorization() },
      body: JSON.stringify(body),
      signal: signal ?? null,
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    connection.lost();
    throw new Unreachable('the server cannot be reached', { cause });
  }
  if (response.status === 401) connection.denied();
  let answer: Answer<R>;
  try {
    answer = (await response.json()) as Answer<R>;
  } catch (cause) {
    if (signal?.aborted) throw cause;
    connection.lost();
    throw new Unreachable(`the server answered ${response.status} with something that is not JSON`, { cause });
  }
  if (response.status !== 401) connection.found();
  return answer;
}

function fault(refused: { message: string; extensions?: Record<string, unknown> }): Fault {
  const extensions = refused.extensions ?? {};
  const text = (key: string) => (typeof extensions[key] === 'string' ? extensions[key] : undefined);
  return new Fault(refused.message, text('code') ?? 'INTERNAL', text('reason') ?? '', text('field'), extensions);
}

/** The header that shows the token, where the server asks for one. */
export function authorization(): Record<string, string> {
  return connection.token ? { authorization: `Bearer ${connection.token}` } : {};
}

/** What follow() tells. */
export interface Sink<R> {
  next(event: R): void;
  /** The stream ended, by the server or by a failure; the caller decides when to follow again. */
  end(cause: unknown): void;
}

let stream: Client | undefined;

/** Follows a subscription until the function that it gives is called. It does not come back by itself. */
export function follow<R, V>(document: Document<R, V>, variables: V, sink: Sink<R>): () => void {
  stream ??= createClient({ url: address, retryAttempts: 0, headers: authorization });
  return stream.subscribe<R>(
    { query: document, variables: variables as Record<string, unknown> },
    {
      next: ({ data, errors }) => {
        if (errors?.[0]) sink.end(fault(errors[0] as never));
        else if (data) sink.next(data);
      },
      error: (cause) => sink.end(cause),
      complete: () => sink.end(undefined),
    },
  );
}
