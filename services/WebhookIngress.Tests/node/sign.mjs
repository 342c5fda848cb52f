// Prints the headers that a sender's own library makes: node sign.mjs stripe|standard SECRET ID BODY
import Stripe from 'stripe';
import { Webhook } from 'standardwebhooks';

const [sender, secret, id, body] = process.argv.slice(2);
const now = new Date();
const headers = sender === 'stripe'
  ? { 'Stripe-Signature': new Stripe('sk_test_unused').webhooks.generateTestHeaderString({ payload: body, secret }) }
  : { 'webhook-id': id, 'webhook-timestamp': `${Math.floor(now.getTime() / 1000)}`, 'webhook-signature': new Webhook(secret).sign(id, now, body) };
console.log(JSON.stringify(headers));
