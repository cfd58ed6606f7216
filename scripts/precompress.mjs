// Puts a .br and a .gz beside every file of the given folders that gets smaller by it, as small as
// these formats go: the server sends them as they are, and never compresses a file twice.
import { readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

// What customers' pages load: what only its readers need is left out.
const LOADED_BY_PAGES = /\/((widget|panel|targeting)\.js|(widget|chat)-[0-9a-f]+\.(js|css))$/;
const COMPRESSIBLE = /\.(css|html|ico|js|json|mjs|svg|txt|wasm|webmanifest|xml)$/;
const TWIN = /\.(br|gz)$/;

/** @type {Record<string, (bytes: Buffer) => Promise<Buffer>>} */
const FORMATS = {
  ".br": (bytes) =>
    promisify(brotliCompress)(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    }),
  ".gz": (bytes) => promisify(gzip)(bytes, { level: constants.Z_BEST_COMPRESSION }),
};

/** @param {string} folder */
async function filesIn(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

/** Whether the twin was made from this very file: it carries its time. @param {string} file @param {string} twin */
async function isCurrent(file, twin) {
  const [original, copy] = await Promise.all([stat(file), stat(twin).catch(() => null)]);
  return copy !== null && Math.abs(copy.mtimeMs - original.mtimeMs) < 1;
}

/** Takes comments and indentation out; in scripts, each comment has lines of its own. @param {string} file */
async function slim(file) {
  const text = await readFile(file, "utf8");
  const isStyle = file.endsWith(".css");
  const lines = (isStyle ? text.replaceAll(/\/\*[^]*?\*\//g, "") : text).split("\n").map((line) => line.trim());
  const kept = lines.filter((line) => line && (isStyle || !/^(\/\/|\/\*\*|\*( |\/|$))/.test(line)));
  const slimmed = kept.join("\n") + "\n";
  if (slimmed !== text) await writeFile(file, slimmed);
}

/** @param {string} file */
async function compress(file) {
  const bytes = await readFile(file);
  const { atime, mtime } = await stat(file);
  let written = 0;
  for (const [suffix, encode] of Object.entries(FORMATS)) {
    const twin = file + suffix;
    if (await isCurrent(file, twin)) continue;
    const small = await encode(bytes);
    await rm(twin, { force: true });
    if (small.length >= bytes.length) continue;
    await writeFile(twin, small);
    await utimes(twin, atime, mtime);
    written += 1;
  }
  return written;
}

const folders = process.argv.slice(2);
if (folders.length === 0) {
  console.error("usage: node scripts/precompress.mjs FOLDER…");
  process.exit(2);
}
const files = (await Promise.all(folders.map(filesIn))).flat();
const originals = files.filter((file) => COMPRESSIBLE.test(file));
const known = new Set(originals);
const orphans = files.filter((file) => TWIN.test(file) && !known.has(file.replace(TWIN, "")));
await Promise.all(orphans.map((file) => rm(file)));
await Promise.all(originals.filter((file) => LOADED_BY_PAGES.test(file)).map(slim));
const written = await Promise.all(originals.map(compress));
const total = written.reduce((sum, count) => sum + count, 0);
console.log(`    ${originals.length} files, ${total} compressed anew, ${orphans.length} left over removed`);
