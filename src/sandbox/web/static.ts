import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { extname, join, normalize } from 'node:path';
import { sendText } from './answer.ts';

const pageFolder = join(import.meta.dirname, '..', 'page');
const require = createRequire(import.meta.url);

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
};

/** Modules the page imports, straight from node_modules: `file` stands beside the package's own entry. */
const vendor: Record<string, { module: string; file: string }> = {
  'preact.js': { module: 'preact', file: 'preact.module.js' },
  'preact-hooks.js': { module: 'preact/hooks', file: 'hooks.module.js' },
  'htm.js': { module: 'htm', file: 'htm.module.js' },
};

/** The page asks nobody but this server for anything, and runs nothing that stands in its text. */
const policy =
  "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** GET of a file of the page, or of a module it needs. */
export async function sendFile(response: ServerResponse, path: string): Promise<void> {
  const wanted = path === '/' ? '/index.html' : path;
  try {
    const module = wanted.startsWith('/vendor/') ? vendor[wanted.slice('/vendor/'.length)] : undefined;
    const content = module ? await vendorFile(module) : await readFile(pageFile(wanted));
    response.writeHead(200, {
      'content-type': types[extname(wanted)] ?? 'application/octet-stream',
      'cache-control': 'no-cache',
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
    });
    response.end(content);
  } catch {
    sendText(response, 'There is nothing here', 404);
  }
}

function pageFile(path: string): string {
  const file = normalize(join(pageFolder, decodeURIComponent(path)));
  if (!file.startsWith(`${pageFolder}/`)) throw new Error('outside the page');
  return file;
}

async function vendorFile({ module, file }: { module: string; file: string }): Promise<string> {
  // htm does not export its package.json, so its folder is found by its entry.
  const code = await readFile(join(require.resolve(module), '..', file), 'utf8');
  // A browser does not know where "preact" lives.
  return code
    .replace(/from\s*["']preact["']/g, 'from"/vendor/preact.js"')
    .replace(/\n?\/\/# sourceMappingURL=.*$/m, '');
}
