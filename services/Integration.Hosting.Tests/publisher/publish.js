// Reads one JSON message per line, {exchange, body, options}, and publishes each to the broker in argv[2].
// Exits with 0 only when the broker has confirmed all of them and every one reached a queue.
const amqp = require('amqplib');
const readline = require('node:readline');

async function main() {
  const connection = await amqp.connect(process.argv[2]);
  const channel = await connection.createConfirmChannel();
  let returned = 0;
  channel.on('return', (message) => {
    returned += 1;
    console.error(`no queue takes ${message.fields.exchange}`);
  });
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const { exchange, body, options } = JSON.parse(line);
    channel.publish(exchange, '', Buffer.from(body), { persistent: true, mandatory: true, ...options });
  }
  await channel.waitForConfirms();
  await connection.close();
  process.exitCode = returned === 0 ? 0 : 1;
}

main().catch((failure) => {
  console.error(failure);
  process.exitCode = 1;
});
