// The services on Azure Service Bus or an emulator of it, from outside: payments over the API, plain JSON from a program that knows only the official JavaScript client, a worker that is
// killed in the middle, dead letters here and in the broker's own queue, and at the end the gateway's book. Exit 0 only when all of it is as it has to be.
//   SERVICEBUS           its connection string
//   INGRESS, SANDBOX     addresses; API_KEY: a key with payments:read, payments:write and ops
//   KILL, START          shell commands that kill the worker without a warning, and start it again
//   PAYMENTS, MESSAGES   how many over the API (20) and over the bus (100)
import { execSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { ServiceBusClient } from '@azure/service-bus';

const { SERVICEBUS, INGRESS, SANDBOX, API_KEY, KILL, START } = process.env;
const payments = Number(process.env.PAYMENTS ?? 20);
const messages = Number(process.env.MESSAGES ?? 100);
const customer = `check-${randomUUID()}`;
const topic = 'payments.initiate-payment';
const queue = 'payments';
const contract = 'urn:message:Integration.Contracts.Payments:InitiatePayment';
const patience = 180_000;

const api = async (path, options = {}) => {
  const answer = await fetch(INGRESS + path, { ...options, headers: { 'X-Api-Key': API_KEY, 'Content-Type': 'application/json', ...options.headers }, signal: AbortSignal.timeout(60_000) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${options.method ?? 'GET'} ${path}: ${answer.status} ${text}`);
  return text ? JSON.parse(text) : undefined;
};

const until = async (what, ask) => {
  for (const end = Date.now() + patience; ;) {
    const found = await ask().catch((failure) => ({ failure }));
    if (found && !found.failure) return found;
    if (Date.now() > end) throw new Error(`not within ${patience / 1000} s: ${what}${found?.failure ? ` (${found.failure.message})` : ''}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
};

const pages = async (path, items, total = []) => {
  const page = await api(path);
  total.push(...page[items]);
  return page.next ? pages(`${path.replace(/&after=.*/, '')}&after=${page.next}`, items, total) : total;
};

const confirmed = async (who) => (await pages(`/v1/payments?customerId=${who}&state=Confirmed&limit=100`, 'payments')).length;

const overTheApi = async () => {
  const who = `${customer}-api`;
  const states = await Promise.all(Array.from({ length: payments }, async (_, i) => (await api('/v1/payments', {
    method: 'POST', headers: { 'Idempotency-Key': `${who}-${i}`, Prefer: 'wait=30' },
    body: JSON.stringify({ customerId: who, amountMinor: 1999, currency: 'EUR', card: { paymentMethod: 'pm_card_visa' } }),
  })).state));
  await until(`${payments} payments over the API`, async () => await confirmed(who) === payments);
  return `${payments} payments over the API confirmed, ${states.filter((state) => state === 'Confirmed').length} of them in their first answer`;
};

const asked = (body, type = contract) => ({
  body, contentType: 'application/json', messageId: randomUUID(), applicationProperties: { 'MT-MessageType': type },
});

const overTheBus = async (sender) => {
  const who = `${customer}-bus`;
  const bodies = Array.from({ length: messages }, () => ({ paymentId: randomUUID(), customerId: who, amountMinor: 2999, currency: 'EUR', card: { paymentMethod: 'pm_card_visa' } }));
  await sender.sendMessages(bodies.map((body) => asked(body)));
  const settled = await until('the first payments over the bus', async () => { const n = await confirmed(who); return n >= messages / 5 && n; });
  execSync(KILL, { stdio: 'inherit' });
  const before = await confirmed(who);
  execSync(START, { stdio: 'inherit' });
  const started = Date.now();
  await until(`${messages} payments over the bus`, async () => await confirmed(who) === messages);
  return `${messages} payments over the bus confirmed; the worker was killed after ${settled} (${before} when it was gone), the last was confirmed ${Math.round((Date.now() - started) / 1000)} s after its next start`;
};

const refused = async (client, sender) => {
  const unreadable = asked({ paymentId: randomUUID(), customerId: customer, amountMinor: 'a lot', currency: 'EUR' });
  const unknown = asked({ any: 'thing' }, 'urn:message:Somebody.Else:Thing');
  await sender.sendMessages([unreadable, unknown]);
  const receiver = client.createReceiver(queue, { subQueueType: 'deadLetter' });
  const copies = [];        // a receiver shows each but once
  for (const [message, reason] of [[unreadable, 'failed'], [unknown, 'not-understood']]) {
    const letter = await until(`the dead letter of ${reason}`, async () => (await pages(`/v1/dead-letters?endpoint=${queue}&limit=100`, 'deadLetters')).find((line) => line.messageId === message.messageId));
    const copy = await until(`the broker's copy of ${reason}`, async () => {
      copies.push(...await receiver.peekMessages(1000));
      return copies.find((kept) => kept.messageId === message.messageId);
    });
    if (copy.deadLetterReason !== reason || !copy.deadLetterErrorDescription) throw new Error(`the broker's copy says ${copy.deadLetterReason}: ${copy.deadLetterErrorDescription}`);
    await api(`/v1/dead-letters/${letter.id}/discard`, { method: 'POST', body: JSON.stringify({ why: 'a check' }) });
    const { line } = await api(`/v1/dead-letters/${letter.id}`);
    if (line.status !== 'discarded') throw new Error(`the dead letter is ${line.status} after it was discarded`);
  }
  return 'what cannot be read and what nobody knows are dead letters, in the broker\'s queue with reason and description, and were discarded';
};

const books = async () => {
  const { captures_by_payment: captures } = await (await fetch(`${SANDBOX}/ledger`)).json();
  const ours = [...await pages(`/v1/payments?customerId=${customer}-api&limit=100`, 'payments'), ...await pages(`/v1/payments?customerId=${customer}-bus&limit=100`, 'payments')];
  const wrong = ours.filter(({ paymentId }) => captures[paymentId]?.captures !== 1);
  if (wrong.length || ours.length !== payments + messages) throw new Error(`${ours.length} payments, not captured exactly once: ${JSON.stringify(wrong)}`);
  return `each of ${ours.length} captured once in the gateway's book`;
};

const client = new ServiceBusClient(SERVICEBUS);
try {
  const sender = client.createSender(topic);
  for (const step of [overTheApi, () => overTheBus(sender), () => refused(client, sender), books]) console.log(await step());
} finally {
  await client.close();
}
