// A client as the existing ones are: no memory of unanswered messages, a new nonce for every try; all it keeps is the future key, until its commitment was acknowledged. Runs the four flows every peer's suite has.
// usage: node client.mjs http://localhost:8080 [TRIES]   (TRIES: how often a step whose answer got lost is tried, default 1)
import { checkMessage, hash, Key, newNonce, now, signed } from './wire.mjs'

const url = process.argv[2] ?? 'http://localhost:8080'
const tries = Number(process.argv[3] ?? 1)
const post = async (path, body) => (await fetch(url + path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })).text()

class Chain {
  constructor() { this.current = new Key(); this.next = new Key() }
  get committed() { return hash(this.next.public) }
  get future() { return this.kept ??= new Key() }
  moved() { this.current = this.next; this.next = this.future; this.kept = undefined }
}

const again = async (step) => {
  for (let left = tries; ; left--) {
    try { return await step() } catch (error) { if (left <= 1 || error.message !== 'fetch failed') throw error }
  }
}

class Client {
  constructor(responseKey) { this.responseKey = responseKey }

  async exchange(path, request, signer, access = {}) {
    const nonce = newNonce()
    const payload = { access: { nonce, ...access }, request }
    const reply = JSON.parse(await post(path, signer ? signed(payload, signer) : JSON.stringify({ payload })))
    if (!reply.payload) throw new Error('refused: ' + JSON.stringify(reply))
    if (reply.payload.access.serverIdentity !== this.responseKey) throw new Error('unknown server')
    checkMessage(reply, this.responseKey)
    if (reply.payload.access.nonce !== nonce) throw new Error('incorrect nonce')
    return reply.payload.response
  }

  begin(recovery) {
    this.keys = new Chain()
    this.device = hash(this.keys.current.public, this.keys.committed)
    return { publicKey: this.keys.current.public, rotationHash: this.keys.committed, recoveryHash: recovery && hash(recovery.public) }
  }

  async create(recovery) {
    const { publicKey, rotationHash, recoveryHash } = this.begin(recovery)
    this.identity = hash(publicKey, rotationHash, recoveryHash)
    await again(() => this.exchange('/account/create', { authentication: { device: this.device, identity: this.identity, publicKey, recoveryHash, rotationHash } }, this.keys.current))
  }

  async recover(identity, recoveryKey, nextRecovery) {
    const { publicKey, rotationHash, recoveryHash } = this.begin(nextRecovery)
    this.identity = identity
    const authentication = { device: this.device, identity, publicKey, recoveryHash, recoveryKey: recoveryKey.public, rotationHash }
    await again(() => this.exchange('/account/recover', { authentication }, recoveryKey))
  }

  container(identity) {
    const { publicKey, rotationHash } = this.begin()
    this.identity = identity
    return signed({ authentication: { device: this.device, identity, publicKey, rotationHash } }, this.keys.current)
  }

  async gated(path, more = {}, recovery, self = false) {
    const { next, future } = this.keys
    const committed = self ? hash(hash(future.public)) : hash(future.public)
    const authentication = {
      device: this.device, identity: this.identity, publicKey: next.public,
      ...(recovery ? { recoveryHash: hash(recovery.public) } : {}), rotationHash: committed,
    }
    await again(() => this.exchange(path, { authentication, ...more }, next))
    this.keys.moved()
  }

  rotate() { return this.gated('/device/rotate') }
  remove() { return this.gated('/account/delete') }
  link(container) { return this.gated('/device/link', { link: JSON.parse(container) }) }
  unlink(device) { return this.gated('/device/unlink', { link: { device } }, undefined, device === this.device) }
  changeRecovery(recovery) { return this.gated('/recovery/change', {}, recovery) }

  session() { return again(() => this.newSession()) }

  async newSession() {
    const { authentication } = await this.exchange('/session/request', { authentication: { identity: this.identity } })
    this.access = new Chain()
    const request = {
      access: { publicKey: this.access.current.public, rotationHash: this.access.committed },
      authentication: { device: this.device, nonce: authentication.nonce },
    }
    this.token = (await this.exchange('/session/create', request, this.keys.current)).access.token
  }

  async refresh() {
    const { next, future } = this.access
    const request = { access: { publicKey: next.public, rotationHash: hash(future.public), token: this.token } }
    this.token = (await again(() => this.exchange('/session/refresh', request, next))).access.token
    this.access.moved()
  }

  async call(path = '/foo/bar') {
    const response = await again(() => this.exchange(path, { foo: 'bar', bar: 'foo' }, this.access.current, { timestamp: now(), token: this.token }))
    if (response.wasFoo !== 'bar' || response.wasBar !== 'foo') throw new Error('wrong answer')
  }

  async flow() { await this.rotate(); await this.session(); await this.refresh(); await this.call() }
}

const refused = async (what) => {
  try { await what } catch (error) { return error.message }
  throw new Error('was not refused')
}

const flows = {
  async 'completes auth flows'(client) {
    const first = client()
    await first.create(new Key())
    await first.flow()
    await first.remove()
    await refused(first.rotate())
  },
  async 'recovers from loss'(client) {
    const [lost, recovered, recovery] = [client(), client(), new Key()]
    await lost.create(new Key())
    await lost.changeRecovery(recovery)
    await recovered.recover(lost.identity, recovery, new Key())
    await recovered.flow()
    await refused(lost.rotate())
  },
  async 'links another device'(client) {
    const [first, second] = [client(), client()]
    await first.create(new Key())
    await first.link(second.container(first.identity))
    await first.session()
    await second.flow()
    await second.unlink(first.device)
    await refused(first.refresh())
    await second.refresh()
    await second.unlink(second.device)
    await refused(second.refresh())
  },
  async 'detects mismatched access nonce'(client) {
    const first = client()
    await first.create(new Key())
    await first.session()
    const why = await refused(first.call('/bad/nonce'))
    if (why !== 'incorrect nonce') throw new Error(why)
  },
}

let failed = 0
const responseKey = await post('/key/response', '')
if (!/^1AAI[A-Za-z0-9_-]{44}$/.test(responseKey)) throw new Error('not a bare key: ' + JSON.stringify(responseKey))
for (const [name, flow] of Object.entries(flows)) {
  try { await flow(() => new Client(responseKey)); console.log('PASS', name) } catch (error) { failed++; console.log('FAIL', name, '-', error.message) }
}
console.log(`interop client: ${Object.keys(flows).length - failed} of ${Object.keys(flows).length} flows`)
process.exitCode = failed ? 1 : 0
