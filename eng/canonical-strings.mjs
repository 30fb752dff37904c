// Prints the SHA-256 of JSON.stringify of every Unicode scalar value as a string of its own, one after the other without separator: what the canonical writer is held to.
// usage: node eng/canonical-strings.mjs
import { createHash } from 'node:crypto';

const hash = createHash('sha256');
for (let point = 0; point <= 0x10ffff; point++) {
  if (point < 0xd800 || point > 0xdfff) hash.update(JSON.stringify(String.fromCodePoint(point)), 'utf8');
}
console.log(hash.digest('hex'));
