// Branch coverage out of coverlet's JSON: node eng/coverage.mjs FOLDER UNREACHABLE
// The kernel is what reads and writes bytes of others, decides about accounts, and keeps the client's record. Its branches that no test takes must be listed as unreachable, with the reason.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, listPath] = process.argv.slice(2);
const kernel = [
  /^BetterAuth\/Wire\/(Cesr|Json|Tokens|Records)\//, /^BetterAuth\/Wire\/(GzipTokenEncoder|Rfc3339Timestamper|Utf8Text|RawJson)\.cs$/, /^BetterAuth\/Accounts\//,
  /^BetterAuth\/Client\/Client(Record|State)\.cs$/, /^BetterAuth\/Cryptography\/(P256Verifier|P256VerificationKey|P256SigningKey|P256KeyFactory|CesrNoncer|Hash256|P256\/SignatureRange)\.cs$/,
];
const listed = JSON.parse(readFileSync(listPath, 'utf8'));
const unused = new Set(listed);

// One branch: file, line, offset, path. Taken if any of the results says so.
const branches = new Map();
for (const name of readdirSync(folder).filter(name => name.endsWith('.json'))) {
  for (const files of Object.values(JSON.parse(readFileSync(join(folder, name), 'utf8')))) {
    for (const [path, classes] of Object.entries(files)) {
      const file = path.replaceAll('\\', '/').split('/src/').pop();
      const source = readFileSync(path, 'utf8').split(/\r?\n/);
      for (const [type, methods] of Object.entries(classes)) {
        for (const [method, { Branches }] of Object.entries(methods)) {
          for (const { Line, Offset, Path, Ordinal, Hits } of Branches) {
            const key = [file, type, method, Line, Offset, Path, Ordinal].join('|');
            const branch = branches.get(key) ?? { file, line: Line, text: (source[Line - 1] ?? '').trim(), taken: false };
            branch.taken ||= Hits > 0;
            branches.set(key, branch);
          }
        }
      }
    }
  }
}

const isKernel = ({ file }) => kernel.some(pattern => pattern.test(file));
const all = [...branches.values()];
const inKernel = all.filter(isKernel);
let unreachable = 0;
let missing = 0;
for (const branch of inKernel.filter(branch => !branch.taken)) {
  const entry = listed.find(entry => branch.file === entry.file && branch.text === entry.line);
  if (entry) {
    unreachable++;
    unused.delete(entry);
  } else {
    missing++;
    console.log(`not taken: ${branch.file}:${branch.line} ${branch.text}`);
  }
}

for (const { file, line } of unused) {
  console.log(`listed as unreachable, but taken or gone: ${file} ${line}`);
}

const byFile = new Map();
for (const branch of all.filter(branch => !isKernel(branch))) {
  byFile.set(branch.file, [...byFile.get(branch.file) ?? [], branch]);
}

const notTaken = branches => branches.filter(({ taken }) => !taken);
for (const [file, branches] of [...byFile].filter(([, branches]) => notTaken(branches).length > 0).sort(([, one], [, other]) => notTaken(other).length - notTaken(one).length)) {
  console.log(`${notTaken(branches).length} of ${branches.length} not taken: ${file}`);
  for (const { line, text } of notTaken(branches)) {
    console.log(`  ${line}: ${text}`);
  }
}

const share = (part, of) => `${(Math.floor(1000 * part / of) / 10).toFixed(1)} %`;
const taken = all.filter(branch => branch.taken).length;
console.log(`branch coverage, kernel: ${inKernel.length - missing - unreachable} of ${inKernel.length - unreachable} (${share(inKernel.length - missing - unreachable, inKernel.length - unreachable)}), ${unreachable} unreachable besides`);
console.log(`branch coverage, library: ${taken} of ${all.length} (${share(taken, all.length)})`);
process.exit(missing + unused.size > 0 || all.length === 0 ? 1 : 0);
