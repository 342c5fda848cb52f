// What one instance adds to a request beside another: the same request in turns, one at a time, on a connection each.
// node api-compare.mjs PATH COUNT URL URL...   Prints microseconds.
import http from 'node:http';
const [path, count, ...bases] = process.argv.slice(2);
const agents = bases.map(() => new http.Agent({ keepAlive: true, maxSockets: 1 }));
const took = bases.map(() => []);
const statuses = {};
const send = (base, agent) => new Promise((done, failed) => {
  const start = process.hrtime.bigint();
  const request = http.request(base + path, { method: 'POST', agent, headers: { 'content-length': 0 } }, answer => {
    answer.resume();
    answer.on('end', () => { statuses[answer.statusCode] = (statuses[answer.statusCode] ?? 0) + 1; done(Number(process.hrtime.bigint() - start) / 1000); });
  });
  request.on('error', failed);
  request.end();
});
const warm = 2000;
for (let i = 0; i < warm + Number(count); i++)
  for (let b = 0; b < bases.length; b++) {
    const us = await send(bases[b], agents[b]);
    if (i >= warm) took[b].push(us);
  }
const at = (sorted, share) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]);
took.forEach((all, b) => { all.sort((x, y) => x - y); console.log(bases[b], { p10: at(all, 0.1), p50: at(all, 0.5), p95: at(all, 0.95), p99: at(all, 0.99) }); });
console.log(statuses);
process.exit(0);
