// A proxy that loses every second answer of each path: the server gets each request and answers it, the client's connection breaks.
// usage: node lossy.mjs PORT http://localhost:8080
import { createServer } from 'node:http'

const [port, target] = process.argv.slice(2)
const requests = {}
createServer(async (request, response) => {
  const parts = []
  for await (const part of request) parts.push(part)
  const answer = await fetch(target + request.url, { method: request.method, headers: { 'Content-Type': 'application/json' }, body: Buffer.concat(parts) })
  const body = Buffer.from(await answer.arrayBuffer())
  if (request.url !== '/key/response' && (requests[request.url] = (requests[request.url] ?? 0) + 1) % 2 === 1) {
    console.log('lost', request.url)
    response.destroy()
  } else {
    response.writeHead(answer.status, { 'Content-Type': 'application/json' }).end(body)
  }
}).listen(Number(port), '127.0.0.1', function () { console.log(`listening on http://localhost:${this.address().port}`) })
