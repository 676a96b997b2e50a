// A reference without a log: what is posted is written to every open connection, once per tick, by raw sockets.
import { Buffer } from 'node:buffer';
import { createServer } from 'node:http';
import { setInterval } from 'node:timers';

const TICK_MS = 20;
const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n:\n\n';

const sockets = new Set();
let waiting = [];
let position = 0;

const server = createServer((request, response) => {
  if (request.method === 'GET') {
    const { socket } = response;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.write(HEAD);
    return;
  }
  const body = [];
  request.on('data', (bytes) => body.push(bytes));
  request.on('end', () => {
    waiting.push(Buffer.from(`id: ${++position}\nevent: TwinUpdated\ndata: ${Buffer.concat(body)}\n\n`));
    response.writeHead(202).end();
  });
});

setInterval(() => {
  if (waiting.length === 0) return;
  const frame = Buffer.concat(waiting);
  waiting = [];
  for (const socket of sockets) socket.write(frame);
}, TICK_MS);

server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () => process.send(server.address().port));
process.on('disconnect', () => process.exit(0));
