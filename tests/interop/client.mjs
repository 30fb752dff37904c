// A client as the existing ones are: no memory of unanswered messages, a new nonce for every try. Runs the four flows every peer's suite has.
// usage: node client.mjs http://localhost:8080
import { checkMessage, hash, Key, newNonce, now, signed } from './wire.mjs'

const url = process.argv[2] ?? 'http://localhost:8080'
const post = async (path, body) => (await fetch(url + path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })).text()

class Chain {
  constructor() { this.current = new Key(); this.next = new Key() }
  get committed() { return hash(this.next.public) }
  rotate() { this.current = this.next; this.next = new Key() }
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
    await this.exchange('/account/create', { authentication: { device: this.device, identity: this.identity, publicKey, recoveryHash, rotationHash } }, this.keys.current)
  }

  async recover(identity, recoveryKey, nextRecovery) {
    const { publicKey, rotationHash, recoveryHash } = this.begin(nextRecovery)
    this.identity = identity
    const authentication = { device: this.device, identity, publicKey, recoveryHash, recoveryKey: recoveryKey.public, rotationHash }
    await this.exchange('/account/recover', { authentication }, recoveryKey)
  }

  container(identity) {
    const { publicKey, rotationHash } = this.begin()
    this.identity = identity
    return signed({ authentication: { device: this.device, identity, publicKey, rotationHash } }, this.keys.current)
  }

  async gated(path, more = {}, recovery, self = false) {
    this.keys.rotate()
    const committed = self ? hash(this.keys.committed) : this.keys.committed
    const authentication = {
      device: this.device, identity: this.identity, publicKey: this.keys.current.public,
      ...(recovery ? { recoveryHash: hash(recovery.public) } : {}), rotationHash: committed,
    }
    await this.exchange(path, { authentication, ...more }, this.keys.current)
  }

  rotate() { return this.gated('/device/rotate') }
  remove() { return this.gated('/account/delete') }
  link(container) { return this.gated('/device/link', { link: JSON.parse(container) }) }
  unlink(device) { return this.gated('/device/unlink', { link: { device } }, undefined, device === this.device) }
  changeRecovery(recovery) { return this.gated('/recovery/change', {}, recovery) }

  async session() {
    const { authentication } = await this.exchange('/session/request', { authentication: { identity: this.identity } })
    this.access = new Chain()
    const request = {
      access: { publicKey: this.access.current.public, rotationHash: this.access.committed },
      authentication: { device: this.device, nonce: authentication.nonce },
    }
    this.token = (await this.exchange('/session/create', request, this.keys.current)).access.token
  }

  async refresh() {
    this.access.rotate()
    const request = { access: { publicKey: this.access.current.public, rotationHash: this.access.committed, token: this.token } }
    this.token = (await this.exchange('/session/refresh', request, this.access.current)).access.token
  }

  async call(path = '/foo/bar') {
    const response = await this.exchange(path, { foo: 'bar', bar: 'foo' }, this.access.current, { timestamp: now(), token: this.token })
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
