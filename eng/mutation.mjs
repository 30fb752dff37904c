// The score of one part: node eng/mutation.mjs PART REPORT EQUIVALENTS
// Prints what survived and is not listed, and what is listed and did not survive; the last line is the figure.
import { existsSync, readFileSync } from 'node:fs';

const [part, reportPath, listPath] = process.argv.slice(2);
const report = JSON.parse(readFileSync(reportPath, 'utf8'));
const listed = existsSync(listPath) ? JSON.parse(readFileSync(listPath, 'utf8')) : [];
const unused = new Set(listed);
let killed = 0;
let timedOut = 0; // counted as killed: an endless loop never comes back
const kills = new Map();
let equivalent = 0;
let unseen = 0; // listed as of static members, which are made before any mutant is switched on
const survived = [];
for (const [path, { source, mutants }] of Object.entries(report.files)) {
  const lines = source.split(/\r?\n/);
  const file = path.split('/').pop();
  for (const { status, replacement, location, mutatorName, killedBy } of mutants) {
    if (status === 'Killed' || status === 'Timeout' || status === 'RuntimeError') { // failed, never came back, or died
      killed++;
      timedOut += status === 'Timeout' ? 1 : 0;
      for (const test of new Set(killedBy ?? [])) {
        kills.set(test, (kills.get(test) ?? 0) + 1);
      }
    } else if (status === 'Survived' || status === 'NoCoverage') {
      const original = lines[location.start.line - 1].trim();
      const now = replacement.replace(/\s+/g, ' ');
      const before = lines.slice(0, location.start.line - 1).findLast(line => /\w/.test(line))?.trim(); // where a line alone does not say which it is
      const entry = listed.find(entry => entry.file === file && entry.original === original && entry.replacement === now && (entry.after ?? before) === before);
      if (entry) {
        entry.unseen ? unseen++ : equivalent++;
        unused.delete(entry);
      } else {
        survived.push({ file, line: location.start.line, original, replacement: now, mutatorName });
      }
    }
  }
}

for (const mutant of survived) {
  console.log(`survived: ${mutant.file}:${mutant.line} ${mutant.mutatorName}\n  ${mutant.original}\n  ${mutant.replacement}`);
}

for (const { file, original } of unused) {
  console.log(`listed, but did not survive: ${file} ${original}`);
}

// A test that fails whatever is mutated says nothing about the mutants, and would kill them all.
const most = Math.max(0, ...kills.values());
if (killed >= 20 && most > 0.9 * killed) {
  console.log(`one test fails for ${most} of ${killed} mutants: does it fail without one? This is no score.`);
  process.exit(1);
}

console.log(`mutation ${part}: ${killed} of ${killed + survived.length} killed, ${equivalent} equivalent${unseen > 0 ? ` and ${unseen} of static members, which cannot be seen,` : ""} besides, ${timedOut} by time-out`);
process.exit(survived.length + unused.size > 0 || killed === 0 ? 1 : 0);
