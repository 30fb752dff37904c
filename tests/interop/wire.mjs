// What travels, said a second time and by other means: JSON.stringify, WebCrypto's ECDSA, zlib. Written from docs/protocol/wire.md.
import { createPublicKey, ECDH, generateKeyPairSync, randomBytes, sign, verify } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'

const base64url = (bytes) => Buffer.from(bytes).toString('base64url')
const padded = (pad, bytes, code) => code + base64url(Buffer.concat([Buffer.alloc(pad), bytes])).slice(code.length)

// BLAKE3 of one chunk: every hash of the protocol is over at most three texts, 140 bytes.
const IV = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19]
const ORDER = [2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8]
const rotate = (x, n) => (x >>> n) | (x << (32 - n))

function compress(chaining, words, length, flags) {
  const v = [...chaining, ...IV.slice(0, 4), 0, 0, length, flags]
  const mix = (a, b, c, d, x, y) => {
    v[a] = (v[a] + v[b] + x) | 0; v[d] = rotate(v[d] ^ v[a], 16)
    v[c] = (v[c] + v[d]) | 0; v[b] = rotate(v[b] ^ v[c], 12)
    v[a] = (v[a] + v[b] + y) | 0; v[d] = rotate(v[d] ^ v[a], 8)
    v[c] = (v[c] + v[d]) | 0; v[b] = rotate(v[b] ^ v[c], 7)
  }
  let m = words
  for (let round = 0; round < 7; round++) {
    for (let i = 0; i < 4; i++) mix(i, i + 4, i + 8, i + 12, m[2 * i], m[2 * i + 1])
    for (let i = 0; i < 4; i++) mix(i, 4 + ((i + 1) % 4), 8 + ((i + 2) % 4), 12 + ((i + 3) % 4), m[8 + 2 * i], m[9 + 2 * i])
    m = ORDER.map((i) => m[i])
  }
  return chaining.map((_, i) => v[i] ^ v[i + 8])
}

function blake3(bytes) {
  if (bytes.length > 1024) throw new Error('one chunk only')
  let chaining = IV
  const blocks = Math.max(1, Math.ceil(bytes.length / 64))
  for (let block = 0; block < blocks; block++) {
    const part = bytes.subarray(block * 64, block * 64 + 64)
    const full = Buffer.alloc(64)
    part.copy(full)
    const last = block === blocks - 1
    const flags = (block === 0 ? 1 : 0) | (last ? 2 | 8 : 0)
    chaining = compress(chaining, Array.from({ length: 16 }, (_, i) => full.readUInt32LE(4 * i)), part.length, flags)
  }
  const out = Buffer.alloc(32)
  chaining.forEach((word, i) => out.writeInt32LE(word | 0, 4 * i))
  return out
}

export const hash = (...texts) => padded(1, blake3(Buffer.from(texts.join(''))), 'E')
export const newNonce = () => padded(2, randomBytes(16), '0A')
export const now = () => new Date().toISOString()

export class Key {
  constructor() {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const { x, y } = pair.publicKey.export({ format: 'jwk' })
    const odd = Buffer.from(y, 'base64url').at(-1) & 1
    this.private = pair.privateKey
    this.public = padded(3, Buffer.concat([Buffer.from([2 + odd]), Buffer.from(x, 'base64url')]), '1AAI')
  }
  sign(text) {
    return padded(2, sign('sha256', Buffer.from(text), { key: this.private, dsaEncoding: 'ieee-p1363' }), '0I')
  }
}

export function check(text, signature, publicKey) {
  const point = Buffer.from('AAAA' + publicKey.slice(4), 'base64url').subarray(3)
  const full = ECDH.convertKey(point, 'prime256v1', undefined, undefined, 'uncompressed')
  const key = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x: base64url(full.subarray(1, 33)), y: base64url(full.subarray(33)) } })
  const raw = Buffer.from('AA' + signature.slice(2), 'base64url').subarray(2)
  if (!verify('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }, raw)) throw new Error('invalid signature')
}

export const signed = (payload, key) => JSON.stringify({ payload, signature: key.sign(JSON.stringify(payload)) })
// As every existing peer does it: over the re-serialisation of what was parsed.
export const checkMessage = (message, publicKey) => check(JSON.stringify(message.payload), message.signature, publicKey)

export const encodeToken = (claims, key) => {
  const json = JSON.stringify(claims)
  return key.sign(json) + base64url(gzipSync(json, { level: 9 }))
}
export const decodeToken = (token, publicKey) => {
  const json = gunzipSync(Buffer.from(token.slice(88), 'base64url')).toString()
  check(json, token.slice(0, 88), publicKey)
  return JSON.parse(json)
}
