// Writes the ECMAScript text of about 130,000 doubles, one a line, gzip'd: what the canonical writer is held to.
// Each text names its double exactly (shortest round trip), so the file needs no bit patterns beside it.
// usage: node eng/canonical-numbers.mjs tests/BetterAuth.Tests/Wire/Json/Data/ecmascript-numbers.txt.gz
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const view = new DataView(new ArrayBuffer(8));
const mask = (1n << 64n) - 1n;
const bitsOf = value => { view.setFloat64(0, value); return view.getBigUint64(0); };
const ofBits = bits => { view.setBigUint64(0, bits & mask); return view.getFloat64(0); };

let state = 20260101n; // splitmix64: the same doubles in every run
const random = () => {
  state = (state + 0x9e3779b97f4a7c15n) & mask;
  let z = state;
  z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & mask;
  z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & mask;
  return z ^ (z >> 31n);
};
const below = limit => Number(random() % BigInt(limit));

const doubles = [];
const add = value => { if (Number.isFinite(value)) doubles.push(value); };
const addAround = (value, ulps) => { for (let by = -ulps; by <= ulps; by++) add(ofBits(bitsOf(value) + BigInt(by))); };

[0, 1, -1, 0.1, 0.5, 1.5, 4.35, 1e21, 1e-6, 1e-7, 999999999999999900000, 1e21 - 65536, 123456789012345680000, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308,
  Number.EPSILON, Math.PI, Math.E, 0.000001, 0.0000012345, 2 ** 53, 2 ** 63, 2 ** 64].forEach(value => { addAround(value, 8); add(-value); });
for (let power = -1074; power <= 1023; power++) addAround(2 ** power, 2); // asymmetric neighbourhoods: where shortest-digits algorithms go wrong
for (let power = -323; power <= 308; power++) addAround(Number(`1e${power}`), 3);
for (let by = -2000; by <= 2000; by++) { add(2 ** 53 + by); add(-(2 ** 53) + by); }
for (let i = 0; i < 50000; i++) add(ofBits(random())); // any bit pattern
for (let i = 0; i < 10000; i++) add(ofBits(random() >> BigInt(12 + below(52)))); // subnormals of every length
for (let i = 0; i < 15000; i++) add(Number(random() >> BigInt(below(64)))); // integers, rounded beyond 2^53
for (let i = 0; i < 15000; i++) add(Number(`${below(2) ? '-' : ''}${below(100000)}.${below(1000000)}e${below(60) - 30}`)); // what people write
for (let i = 0; i < 15000; i++) add(ofBits((BigInt(1023 - 30 + below(110)) << 52n) | (random() >> 12n))); // around the change of notation

const lines = doubles.map(value => JSON.stringify(value));
writeFileSync(process.argv[2], gzipSync(lines.join('\n') + '\n', { level: 9 }));
console.log(`${lines.length} numbers`);
