import { createReadStream, readFileSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Relay } from './relay.ts';

/** A folder that is being served, and how to stop. */
export interface Served {
  readonly address: string;
  readonly close: () => Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.md': 'text/markdown; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** The file that an address names, or null: nothing outside the folder is ever answered. */
export function fileFor(folder: string, under: string, address: string): string | null {
  let path: string;
  try {
    path = decodeURIComponent(address.replace(/[?#].*$/s, ''));
  } catch {
    return null;
  }
  if (!path.startsWith(under) || path.includes('\0')) return null;
  const file = normalize(join(folder, path.slice(under.length)));
  if (file !== normalize(folder) && !file.startsWith(normalize(folder + sep))) return null;
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats === undefined) return null;
  if (stats.isFile()) return file;
  const index = join(file, 'index.html');
  return statSync(index, { throwIfNoEntry: false })?.isFile() ? index : null;
}

function acceptedBy({ headers }: IncomingMessage): string {
  return String(headers['accept-encoding'] ?? '');
}

const compress = promisify(gzip);

/** Files compressed once, as hosts keep them: anew when a file has changed. */
class PackedFiles {
  readonly #kept = new Map<string, { readonly stamp: string; readonly bytes: Promise<Buffer> }>();

  /** Fails when the file cannot be read. */
  of(file: string): Promise<Buffer> {
    const { mtimeMs, size } = statSync(file);
    const stamp = `${mtimeMs} ${size}`;
    const kept = this.#kept.get(file);
    if (kept?.stamp === stamp) return kept.bytes;
    const bytes = readFile(file).then((text) => compress(text));
    this.#kept.set(file, { stamp, bytes });
    bytes.catch(() => this.#kept.delete(file));
    return bytes;
  }
}

/** What a host does besides. */
interface HostManner {
  /** Headers of every answer, in the place of those that are usual here. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether it compresses; usually it does. */
  readonly packs?: boolean;
  /** Who is asked for another protocol than HTTP. */
  readonly relay?: Pick<Relay, 'upgrade'>;
}

/** Serves a folder of static files under a path that begins and ends with a slash. */
export function serveFolder(
  folder: string,
  port: number,
  under = '/',
  { headers: own = { 'cache-control': 'no-cache' }, packs = true, relay }: HostManner = {},
): Promise<Served> {
  const packedFiles = new PackedFiles();
  const server = createServer((request, response) => {
    const file = fileFor(folder, under, request.url ?? '/');
    if (file === null) {
      const lost = fileFor(folder, under, `${under}404.html`);
      const type = lost === null ? 'text/plain' : 'text/html; charset=utf-8';
      response.writeHead(404, { ...own, 'content-type': type });
      response.end(lost === null ? 'not found\n' : readFileSync(lost));
      return;
    }
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    const headers = { ...own, 'content-type': type };
    // As hosts do: what is text is sent in less than half of its bytes.
    const isText = /text|javascript|json|svg/.test(type);
    const packed = packs && isText && /\bgzip\b/.test(acceptedBy(request));
    response.writeHead(200, packed ? { ...headers, 'content-encoding': 'gzip' } : headers);
    if (request.method === 'HEAD') response.end();
    else if (packed) {
      packedFiles.of(file).then(
        (bytes) => response.end(bytes),
        () => response.destroy(),
      );
    } else createReadStream(file).pipe(response);
  });
  if (relay) server.on('upgrade', (...asked) => relay.upgrade(...asked, under));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, 'localhost', () => {
      const bound = server.address();
      const actual = typeof bound === 'object' && bound !== null ? bound.port : port;
      resolve({
        address: `http://localhost:${actual}${under}`,
        close: () =>
          new Promise((done) => {
            server.closeAllConnections();
            server.close(() => done());
          }),
      });
    });
  });
}
