import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

// The server that "npm run dev" passes questions on to.
const server = process.env.EXPLORER_SERVER ?? 'http://127.0.0.1:8080';

export default defineConfig({
  base: '/explorer/',
  plugins: [svelte(), licences()],
  build: {
    outDir: process.env.EXPLORER_OUT ?? '../internal/explorer/built',
    emptyOutDir: true,
    assetsDir: '.',
    assetsInlineLimit: 0,
    manifest: 'manifest.json',
    target: 'es2022',
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: {
    proxy: { '/graphql': server, '/sources': server, '/maps': server },
  },
  test: {
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['src/**/*.test.ts'], environment: 'node' },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: ['journeys/**/*.test.ts'],
          environment: 'node',
          globalSetup: 'journeys/setup.ts',
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});

// licences writes the notice of every package of which something is in the output.
function licences(): Plugin {
  const folders = new Set<string>();
  return {
    name: 'licences',
    apply: 'build',
    async generateBundle(_, bundle) {
      const modules = Object.values(bundle).flatMap((file) =>
        file.type === 'chunk' ? Object.keys(file.modules) : (file.originalFileNames ?? []),
      );
      for (const path of modules) {
        const found = path.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/);
        if (found) folders.add(found[0].replace(/^.*?node_modules/, 'node_modules'));
      }
      for (const font of ['inter', 'source-serif-4']) folders.add(`node_modules/@fontsource-variable/${font}`);
      const notices = await Promise.all([...folders].sort().map(notice));
      const line = `\n${'-'.repeat(72)}\n\n`;
      const source = ['The explorer holds parts of these packages.\n', ...notices].join(line).replaceAll('\r\n', '\n');
      this.emitFile({ type: 'asset', fileName: 'LICENSES', source });
    },
  };
}

async function notice(folder: string): Promise<string> {
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const file = (await readdir(folder)).find((f) => /^licen[cs]e/i.test(f));
  const text = file ? (await readFile(join(folder, file), 'utf8')).trim() : `Licence: ${license}`;
  return `${name} ${version} (${license})\n\n${text}\n`;
}
