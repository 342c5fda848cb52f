// An open-loop load on POST /v1/payments: each request has its time, however slow the ones before are, and latency counts from that time.
// node api-load.mjs BASE_URL API_KEY RATE_PER_SECOND SECONDS [CONNECTIONS=1000]; prints status counts and percentiles in milliseconds.
import http from 'node:http';
const [base, key, rate, seconds, conns] = [process.argv[2], process.argv[3], +process.argv[4], +process.argv[5], +process.argv[6]||1000];
const agent = new http.Agent({ keepAlive: true, maxSockets: conns });
const lat = [], codes = {}; let open = 0, sent = 0; const total = rate*seconds; const run = Date.now();
function one(i){ const due = run + i*1000/rate; open++;
  const body = JSON.stringify({customerId:'c', orderId:'load', amountMinor:1999, currency:'EUR', card:{paymentMethod:'pm_card_visa'}});
  const r = http.request(base+'/v1/payments',{method:'POST',agent,headers:{'content-type':'application/json','content-length':Buffer.byteLength(body),'x-api-key':key,'idempotency-key':`load-${run}-${i}`}},res=>{res.resume();res.on('end',()=>{lat.push(Date.now()-due);codes[res.statusCode]=(codes[res.statusCode]||0)+1;open--;done();});});
  r.on('error',e=>{codes[e.code]=(codes[e.code]||0)+1;open--;done();}); r.end(body);}
function done(){ if(sent===total&&open===0){ lat.sort((a,b)=>a-b); const p=q=>lat[Math.min(lat.length-1,Math.floor(lat.length*q))]; console.log(JSON.stringify({rate,total,codes,p50:p(.5),p95:p(.95),p99:p(.99),max:lat.at(-1),seconds:(Date.now()-run)/1000})); process.exit(0);} }
const t=setInterval(()=>{ const want=Math.min(total,Math.floor((Date.now()-run)*rate/1000)); while(sent<want) one(sent++); if(sent===total) clearInterval(t); },5);
