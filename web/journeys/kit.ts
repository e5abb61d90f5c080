// What the journeys share: a server on a store, a browser, pages that fail a test on any error, and axe.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';

export const stores = inject('stores');

/** The speech of the examples, and the debate over it. */
export const speech = 'Human security';
export const debate = 'May others step in?';

/** A server of its own, on a store of a kind. */
export class Server {
  #process: ChildProcess | undefined;
  #data = mkdtempSync(join(tmpdir(), 'argmap-journey-'));
  address = '';

  constructor(
    readonly store: string,
    /** The token that it asks for, if any. */
    readonly token = '',
  ) {}

  /** Starts the program; again at the same port when it has run before. */
  async start() {
    // Journeys share one Neo4j, and each begins with a store of its own.
    if (this.store === 'neo4j' && !this.address) {
      execFileSync('go', ['run', './internal/neo4jtest/cmd/neo4j', '--empty'], {
        cwd: join(import.meta.dirname, '..', '..'),
      });
    }
    const port = this.address ? new URL(this.address).port : '0';
    const env = {
      ...process.env,
      ARGMAP_STORE: this.store,
      ARGMAP_ADDR: `127.0.0.1:${port}`,
      ARGMAP_DATA: this.#data,
      ARGMAP_EXAMPLE: 'true',
      ...(this.token && { ARGMAP_TOKEN: this.token }),
      // The program refuses the address of a store that it does not use.
      ...(this.store === 'neo4j' && {
        NEO4J_URI: process.env.NEO4J_TEST_URI,
        NEO4J_USERNAME: process.env.NEO4J_TEST_USERNAME,
        NEO4J_PASSWORD: process.env.NEO4J_TEST_PASSWORD,
      }),
    };
    const args = this.store === 'neo4j' ? ['serve', '--migrate'] : ['serve'];
    const child = (this.#process = spawn(inject('program'), args, { env, stdio: ['ignore', 'pipe', 'pipe'] }));
    const said: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      const lines = createInterface({ input: stream! });
      lines.on('line', (line) => said.push(line));
    }
    for (let i = 0; i < 600; i++) {
      const found = said.join('\n').match(/GraphQL endpoint\s+(http:\S+)\/graphql/);
      if (found) return void (this.address = found[1]!);
      if (child.exitCode !== null) break;
      await new Promise((wake) => setTimeout(wake, 100));
    }
    throw new Error(`the server did not start:\n${said.join('\n')}`);
  }

  /** Ends the program and keeps its data. */
  async stop() {
    const child = this.#process;
    this.#process = undefined;
    if (!child || child.exitCode !== null) return;
    const gone = new Promise((done) => child.once('exit', done));
    child.kill('SIGTERM');
    await gone;
  }

  /** Ends it for good. */
  async remove() {
    await this.stop();
    rmSync(this.#data, { recursive: true, force: true });
  }

  /** Asks GraphQL as any other client would. */
  async ask<T = any>(query: string, variables: Record<string, unknown> = {}): Promise<T> {
    const response = await fetch(`${this.address}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(this.token && { authorization: `Bearer ${this.token}` }),
      },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data: T; errors?: unknown };
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  }

  /** The id of the map whose title begins with some words. */
  async map(title: string): Promise<string> {
    const { maps } = await this.ask('{ maps(first: 200) { nodes { id title } } }');
    const found = maps.nodes.find((m: { title: string }) => m.title.startsWith(title));
    if (!found) throw new Error(`no map is called ${title}: ${JSON.stringify(maps)}`);
    return found.id;
  }
}

let browser: Browser;

/** What stands for a server and its pages in one file of journeys. */
export interface Stage {
  server: Server;
  /** Opens a page of its own, as another person at another machine would. */
  visit(hash: string, options?: BrowserContextOptions): Promise<Page>;
}

/**
 * Starts a server on a store, and a browser, for the tests of a describe block. A page that logs an error,
 * throws, or breaks the content policy fails the test in which it did.
 */
export function stage(store: string, token = ''): Stage {
  const server = new Server(store, token);
  const open: BrowserContext[] = [];
  const wrong: string[] = [];
  beforeAll(async () => {
    browser ??= await chromium.launch({ executablePath: inject('chromium'), args: ['--no-sandbox', '--disable-gpu'] });
    await server.start();
  });
  afterAll(async () => {
    await server.remove();
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((context) => context.close()));
    expect(wrong.splice(0)).toEqual([]);
  });
  return {
    server,
    async visit(hash, options = {}) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
      open.push(context);
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      page.on('pageerror', (error) => wrong.push(String(error.stack ?? error)));
      page.on('console', (message) => {
        // A server that was stopped on purpose is no error of the page, nor is a file that was refused, or a
        // visit without the token.
        const meant = /ERR_(CONNECTION|INCOMPLETE|EMPTY)|status of (400|413)/.test(message.text());
        const denied = token !== '' && /status of 401/.test(message.text());
        if (message.type() === 'error' && !meant && !denied) wrong.push(message.text());
      });
      await page.goto(`${server.address}/${hash}`);
      return page;
    },
  };
}

/** Ends the browser; each file of journeys calls it once, at its end. */
export function endBrowser() {
  afterAll(async () => {
    await browser?.close();
  });
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds wrong with a page: nothing, if all is well. */
export async function audit(page: Page): Promise<string[]> {
  // The page's policy lets no script in; the browser's own channel may bring one.
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: { run(o: object): Promise<{ violations: any[] }> } }).axe.run({
      resultTypes: ['violations'],
    }),
  );
  return violations.map(
    (v) =>
      `${v.id}: ${v.help}\n${v.nodes.map((n: { html: string; failureSummary: string }) => `  ${n.html}\n  ${n.failureSummary}`).join('\n')}`,
  );
}
