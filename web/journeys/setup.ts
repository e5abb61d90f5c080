// What the journeys need before they begin: a real Chromium, and the program. Either missing is an error
// that says what to do; nothing is skipped.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    chromium: string;
    program: string;
    stores: string[];
  }
}

export default function setup(project: TestProject) {
  project.provide('chromium', chromium());
  project.provide('program', program());
  project.provide('stores', stores());
}

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

function chromium(): string {
  const found = process.env.CHROMIUM ?? names.map(which).find(Boolean) ?? installed();
  if (!found || !existsSync(found)) {
    throw new Error(
      'The journeys need a Chromium, and none was found or could be installed. Install one ' +
        '(Debian: apt-get install chromium) or name it: CHROMIUM=/path/to/chromium',
    );
  }
  return found;
}

function which(name: string): string | undefined {
  const { stdout, status } = spawnSync('sh', ['-c', 'command -v "$1"', 'sh', name], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

// installed takes Debian's Chromium where this user may install one.
function installed(): string | undefined {
  if (process.getuid?.() !== 0 || !which('apt-get')) return undefined;
  console.warn('No Chromium here: installing the one of this distribution.');
  const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
  for (const args of [
    ['update', '-q'],
    ['install', '-y', '-q', '--no-install-recommends', 'chromium'],
  ]) {
    if (spawnSync('apt-get', args, options).status !== 0) return undefined;
  }
  return names.map(which).find(Boolean);
}

// program is the server, built from the sources beside web/ unless one is named.
function program(): string {
  const named = process.env.EXPLORER_PROGRAM;
  if (named) return named;
  const out = join(mkdtempSync(join(tmpdir(), 'argmap-')), 'argmap');
  execFileSync('go', ['build', '-o', out, './server'], {
    cwd: join(import.meta.dirname, '..', '..'),
    stdio: 'inherit',
  });
  return out;
}

function stores(): string[] {
  if (process.env.NEO4J_TEST_URI) return ['sqlite', 'neo4j'];
  if (process.env.REQUIRE_NEO4J === '1') throw new Error('REQUIRE_NEO4J is set, and NEO4J_TEST_URI is not');
  console.warn('!! SKIPPED: the journeys on Neo4j. "make journeys" runs them.');
  return ['sqlite'];
}
