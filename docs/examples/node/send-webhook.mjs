// Sends one signed webhook, as every sender does that follows standardwebhooks.com. WEBHOOK_URL ends with the name under which the ingress knows this sender
// (Webhooks__Sources__billing__Secrets__0), WEBHOOK_SECRET is the secret of both. First: npm ci
import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

const url = process.env.WEBHOOK_URL ?? 'http://127.0.0.1:5080/webhooks/billing';
const webhook = new Webhook(process.env.WEBHOOK_SECRET);

// The event's own id, the same whenever it is sent again: a repeat is answered 200 and changes nothing.
const id = process.argv[2] ?? `msg_${randomUUID()}`;
const body = JSON.stringify({ type: 'invoice.paid', data: { invoice: 'in_7' } });

for (let attempt = 1; ; attempt++) {
  const now = new Date();
  const response = await fetch(url, {
    method: 'POST', body, signal: AbortSignal.timeout(15_000),
    headers: {
      'content-type': 'application/json', 'webhook-id': id, 'webhook-timestamp': `${Math.floor(now / 1000)}`, 'webhook-signature': webhook.sign(id, now, body),
    },
  }).catch((error) => ({ status: 0, text: () => `${error.cause ?? error}` }));
  if (response.ok) {
    console.log(`accepted ${id}`);
    break;
  }

  const reason = `${response.status} ${await response.text()}`;
  const again = [0, 429].includes(response.status) || response.status >= 500;    // it may have arrived: only a repeat makes sure
  if (!again || attempt === 5) throw new Error(`not accepted: ${reason}`);
  await new Promise((resolve) => setTimeout(resolve, 1000 * 2 ** attempt));
}
