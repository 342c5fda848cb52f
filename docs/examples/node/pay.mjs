// Asks for one payment and waits for its end. AMQP_URL says where the broker is. First: npm ci
import { randomUUID } from 'node:crypto';
import amqp from 'amqplib';

const paymentId = randomUUID();
const connection = await amqp.connect(process.env.AMQP_URL ?? 'amqp://guest:guest@127.0.0.1:5672/');
const channel = await connection.createConfirmChannel();

// A queue of this run alone, bound before anything is asked. A real agent gives it a name and keeps it.
const { queue } = await channel.assertQueue('', { exclusive: true });
for (const exchange of ['payments.payment-confirmed', 'payments.payment-failed']) {
  await channel.assertExchange(exchange, 'fanout', { durable: true });
  await channel.bindQueue(queue, exchange, '');
}
const end = new Promise((resolve) => channel.consume(queue, (delivery) => {
  // Events come in an envelope; the contract is its field "message".
  const { messageType, message } = JSON.parse(delivery.content);
  channel.ack(delivery);
  if (message.paymentId === paymentId) resolve([messageType[0].split(':').at(-1), message]);
}));
channel.on('return', () => { throw new Error('no worker listens: nobody took the message'); });

channel.publish('payments.initiate-payment', '', Buffer.from(JSON.stringify({
  paymentId, customerId: 'customer-1', amountMinor: 1999, currency: 'EUR', card: { paymentMethod: 'pm_card_visa' },
})), {
  contentType: 'application/json', messageId: randomUUID(), persistent: true, mandatory: true,
  headers: { 'MT-MessageType': 'urn:message:Integration.Contracts.Payments:InitiatePayment' },
});
await channel.waitForConfirms();

setTimeout(() => { throw new Error('no answer within a minute'); }, 60_000).unref();
const [event, payment] = await end;
console.log(event === 'PaymentConfirmed' ? `confirmed ${paymentId} ${payment.amountMinor} ${payment.currency}` : `failed ${paymentId} ${payment.code}`);
await connection.close();
