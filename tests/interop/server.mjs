// A server as the existing ones are: state in memory, verification over the re-serialised payload, unsigned errors with status 500.
// usage: node server.mjs PORT   (0: any; the port is printed)
import { createServer } from 'node:http'
import { checkMessage, decodeToken, encodeToken, hash, Key, newNonce, now } from './wire.mjs'

const [responseKey, accessKey] = [new Key(), new Key()]
const [accounts, challenges, refreshed, nonces] = [new Map(), new Map(), new Set(), new Set()]
const demand = (condition, why) => { if (!condition) throw new Error(why) }

const reply = (nonce, response) => {
  const payload = { access: { nonce, serverIdentity: responseKey.public }, response }
  return JSON.stringify({ payload, signature: responseKey.sign(JSON.stringify(payload)) })
}

const account = (identity) => { demand(accounts.has(identity), 'identity'); return accounts.get(identity) }
const device = (authentication) => {
  const found = account(authentication.identity).devices.get(authentication.device)
  demand(found?.active, 'device')
  return found
}
const register = (owner, a) => {
  demand(a.device === hash(a.publicKey, a.rotationHash), 'device hash')
  demand(!owner.devices.has(a.device), 'device exists')
  owner.devices.set(a.device, { publicKey: a.publicKey, rotationHash: a.rotationHash, active: true })
}
const rotate = (message) => {
  const a = message.payload.request.authentication
  checkMessage(message, a.publicKey)
  const found = device(a)
  demand(hash(a.publicKey) === found.rotationHash, 'hash')
  Object.assign(found, { publicKey: a.publicKey, rotationHash: a.rotationHash })
  return a
}
const mint = (session, keys) => encodeToken({
  serverIdentity: accessKey.public, device: session.device, identity: session.identity, publicKey: keys.publicKey, rotationHash: keys.rotationHash,
  issuedAt: now(), expiry: new Date(Date.now() + 900_000).toISOString(), refreshExpiry: session.refreshExpiry,
  attributes: { permissionsByRole: { admin: ['read', 'write'] } },
}, accessKey)

const access = (message) => {
  const { access: a, request } = message.payload
  const claims = decodeToken(a.token, accessKey.public)
  checkMessage(message, claims.publicKey)
  demand(Date.parse(claims.expiry) > Date.now(), 'expired')
  demand(Math.abs(Date.parse(a.timestamp) - Date.now()) < 30_000, 'stale')
  demand(!nonces.has(a.nonce), 'nonce')
  nonces.add(a.nonce)
  return { wasFoo: request.foo, wasBar: request.bar }
}

const routes = {
  '/account/create'(message) {
    const a = message.payload.request.authentication
    checkMessage(message, a.publicKey)
    demand(a.identity === hash(a.publicKey, a.rotationHash, a.recoveryHash), 'identity hash')
    demand(!accounts.has(a.identity), 'exists')
    const owner = { devices: new Map(), recoveryHash: a.recoveryHash }
    register(owner, a)
    accounts.set(a.identity, owner)
    return {}
  },
  '/account/recover'(message) {
    const a = message.payload.request.authentication
    checkMessage(message, a.recoveryKey)
    const owner = account(a.identity)
    demand(hash(a.recoveryKey) === owner.recoveryHash, 'recovery hash')
    for (const each of owner.devices.values()) each.active = false
    register(owner, a)
    owner.recoveryHash = a.recoveryHash
    return {}
  },
  '/account/delete'(message) { accounts.delete(rotate(message).identity); return {} },
  '/device/rotate'(message) { rotate(message); return {} },
  '/device/link'(message) {
    const { link } = message.payload.request
    checkMessage(link, link.payload.authentication.publicKey)
    const a = rotate(message)
    demand(link.payload.authentication.identity === a.identity, 'identities')
    register(account(a.identity), link.payload.authentication)
    return {}
  },
  '/device/unlink'(message) {
    const a = rotate(message)
    device({ identity: a.identity, device: message.payload.request.link.device }).active = false
    return {}
  },
  '/recovery/change'(message) {
    const a = rotate(message)
    account(a.identity).recoveryHash = a.recoveryHash
    return {}
  },
  '/session/request'(message) {
    const { identity } = message.payload.request.authentication
    const nonce = newNonce()
    challenges.set(nonce, identity)
    return { authentication: { nonce } }
  },
  '/session/create'(message) {
    const { access: keys, authentication: a } = message.payload.request
    const identity = challenges.get(a.nonce)
    demand(identity, 'challenge')
    checkMessage(message, device({ identity, device: a.device }).publicKey)
    challenges.delete(a.nonce)
    return { access: { token: mint({ identity, device: a.device, refreshExpiry: new Date(Date.now() + 43_200_000).toISOString() }, keys) } }
  },
  '/session/refresh'(message) {
    const keys = message.payload.request.access
    checkMessage(message, keys.publicKey)
    const claims = decodeToken(keys.token, accessKey.public)
    demand(hash(keys.publicKey) === claims.rotationHash, 'hash')
    demand(!refreshed.has(claims.rotationHash), 'refreshed')
    device(claims)
    refreshed.add(claims.rotationHash)
    return { access: { token: mint(claims, keys) } }
  },
  '/foo/bar': access,
  '/bad/nonce': access,
}

const server = createServer(async (request, response) => {
  const body = Buffer.concat(await request.toArray()).toString()
  response.setHeader('Content-Type', 'application/json')
  try {
    if (request.url === '/key/response') return response.end(responseKey.public)
    const message = JSON.parse(body)
    const answer = routes[request.url](message)
    response.end(reply(request.url === '/bad/nonce' ? '0A0123456789' : message.payload.access.nonce, answer))
  } catch (error) {
    response.statusCode = 500
    response.end(JSON.stringify({ error: error.message }))
  }
})
server.listen(Number(process.argv[2] ?? 8080), 'localhost', () => console.log(`listening on http://localhost:${server.address().port}`))
