// Drives the sandbox with Stripe's official SDK. Usage: node check.mjs PORT SECRET_KEY. One line "ok <what>" per check; the first failure ends the run with its reason.
import assert from 'node:assert/strict';
import Stripe from 'stripe';

const [port, key] = process.argv.slice(2);
const client = (secret = key) => new Stripe(secret, { host: '127.0.0.1', port, protocol: 'http', maxNetworkRetries: 0, telemetry: false, timeout: 20_000 });
const stripe = client();
const intents = stripe.paymentIntents;
const sandbox = (method, path, body) => fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body), headers: { 'content-type': 'application/json' } });
const card = (payment_method, more = {}) => ({ amount: 1999, currency: 'eur', payment_method, allowed_payment_method_types: ['card'], capture_method: 'manual', ...more });
const refused = async (call, type, status) => {
  const error = await call.then(() => assert.fail('was accepted'), (e) => e);
  assert.equal(error.type, type, error.stack);
  assert.equal(error.statusCode, status);
  return error;
};
const check = async (what, body) => {
  await body();
  console.log(`ok ${what}`);
};

await check('holds, captures and reports request ids', async () => {
  const created = await intents.create(card('pm_card_visa', { metadata: { order: '7' } }), { idempotencyKey: 'node-1' });
  assert.equal(created.status, 'requires_confirmation');
  assert.equal(created.metadata.order, '7');
  assert.match(created.lastResponse.requestId, /^req_/);
  assert.equal(created.lastResponse.apiVersion, Stripe.API_VERSION ?? created.lastResponse.apiVersion);
  const held = await intents.confirm(created.id, { off_session: true, expand: ['latest_charge'] });
  assert.equal(held.status, 'requires_capture');
  assert.equal(held.latest_charge.payment_method_details.card.capture_before - held.latest_charge.created, 7 * 86_400);
  const captured = await intents.capture(created.id);
  assert.equal(captured.amount_received, 1999);
  assert.equal((await intents.retrieve(created.id)).status, 'succeeded');
  assert.equal((await stripe.charges.retrieve(captured.latest_charge)).captured, true);
});

await check('replays a key', async () => {
  const again = await intents.create(card('pm_card_visa', { metadata: { order: '7' } }), { idempotencyKey: 'node-1' });
  assert.equal(again.lastResponse.headers['idempotent-replayed'], 'true');
});

await check('refuses a key with other parameters', async () => {
  await refused(intents.create(card('pm_card_visa'), { idempotencyKey: 'node-1' }), 'StripeIdempotencyError', 400);
});

await check('declines with code and intent', async () => {
  const { id } = await intents.create(card('pm_card_visa_chargeDeclinedInsufficientFunds'));
  const error = await refused(intents.confirm(id, { off_session: true }), 'StripeCardError', 402);
  assert.deepEqual([error.code, error.decline_code, error.payment_intent.id, error.payment_intent.status], ['card_declined', 'insufficient_funds', id, 'requires_payment_method']);
});

await check('asks the customer', async () => {
  const { id } = await intents.create(card('pm_card_authenticationRequired'));
  const waiting = await intents.confirm(id, { return_url: 'https://shop.example/back' });
  assert.equal(waiting.next_action.redirect_to_url.return_url, 'https://shop.example/back');
  assert.equal((await sandbox('POST', `/sandbox/authenticate/${id}?outcome=succeed`)).status, 200);
  assert.equal((await intents.retrieve(id)).status, 'requires_capture');
});

await check('cancels once', async () => {
  const { id } = await intents.create(card('pm_card_visa'));
  assert.equal((await intents.cancel(id, { cancellation_reason: 'requested_by_customer' })).cancellation_reason, 'requested_by_customer');
  const error = await refused(intents.cancel(id), 'StripeInvalidRequestError', 400);
  assert.deepEqual([error.code, error.payment_intent.status], ['payment_intent_unexpected_state', 'canceled']);
});

await check('lists in pages', async () => {
  const ids = [];
  for await (const intent of intents.list({ limit: 2 })) ids.push(intent.id);
  assert.equal(ids.length, 4);
  assert.equal(new Set(ids).size, 4);
});

const paid = async (payment_method = 'pm_card_visa') => {
  const { id } = await intents.create(card(payment_method));
  await intents.confirm(id, { off_session: true });
  return intents.capture(id);
};

await check('refunds in parts until nothing is left', async () => {
  const { id, latest_charge } = await paid();
  const refund = await stripe.refunds.create({ payment_intent: id, amount: 500, metadata: { ours: '1' } }, { idempotencyKey: 'node-refund' });
  assert.deepEqual([refund.object, refund.status, refund.charge, refund.metadata.ours], ['refund', 'succeeded', latest_charge, '1']);
  assert.equal((await stripe.refunds.create({ payment_intent: id, amount: 500, metadata: { ours: '1' } }, { idempotencyKey: 'node-refund' })).id, refund.id);
  assert.equal((await refused(stripe.refunds.create({ payment_intent: id, amount: 1500 }), 'StripeInvalidRequestError', 400)).code, 'amount_too_large');
  assert.equal((await stripe.refunds.create({ charge: latest_charge })).amount, 1499);
  assert.equal((await refused(stripe.refunds.create({ payment_intent: id }), 'StripeInvalidRequestError', 400)).code, 'charge_already_refunded');
  const listed = [];
  for await (const one of stripe.refunds.list({ payment_intent: id, limit: 1 })) listed.push(one.amount);
  assert.deepEqual(listed, [1499, 500]);
});

await check('cancels a pending refund', async () => {
  const { id } = await paid('pm_card_pendingRefund');
  const refund = await stripe.refunds.create({ payment_intent: id });
  assert.equal(refund.status, 'pending');
  assert.equal((await stripe.refunds.cancel(refund.id)).status, 'canceled');
  assert.equal((await stripe.refunds.retrieve(refund.id)).failure_reason, 'merchant_request');
});

await check('sees a dispute and its end', async () => {
  const { id } = await paid();
  const { id: dispute } = await (await sandbox('POST', '/sandbox/disputes', { intent: id })).json();
  assert.equal((await stripe.disputes.retrieve(dispute)).status, 'needs_response');
  assert.equal((await refused(stripe.refunds.create({ payment_intent: id }), 'StripeInvalidRequestError', 400)).code, 'charge_disputed');
  await sandbox('POST', `/sandbox/disputes/${dispute}`, { outcome: 'won' });
  const [found] = (await stripe.disputes.list({ payment_intent: id })).data;
  assert.deepEqual([found.id, found.status, found.balance_transactions.length], [dispute, 'won', 2]);
});

await check('lists by time', async () => {
  const now = Math.floor(Date.now() / 1000);
  assert.equal((await stripe.charges.list({ created: { gte: now + 3600 } })).data.length, 0);
  assert.equal((await stripe.refunds.list({ created: { gte: now - 3600, lt: now + 3600 }, limit: 100 })).data.length, 3);
});

await check('knows what it does not know', async () => {
  assert.equal((await refused(intents.retrieve('pi_none'), 'StripeInvalidRequestError', 404)).code, 'resource_missing');
  assert.equal((await refused(intents.create(card('pm_none')), 'StripeInvalidRequestError', 400)).code, 'resource_missing');
  assert.equal((await refused(intents.create({ ...card('pm_card_visa'), colour: 'red' }), 'StripeInvalidRequestError', 400)).code, 'parameter_unknown');
});

await check('refuses another key', async () => {
  await refused(client('sk_test_wrong').paymentIntents.list(), 'StripeAuthenticationError', 401);
});

await check('limits the rate', async () => {
  await sandbox('POST', '/sandbox/faults', { operation: 'create', fault: 'rate_limited' });
  await refused(intents.create(card('pm_card_visa')), 'StripeRateLimitError', 429);
});

await check('remembers a 500', async () => {
  await sandbox('POST', '/sandbox/faults', { operation: 'create', fault: 'executed_then_500' });
  await refused(intents.create(card('pm_card_visa'), { idempotencyKey: 'node-500' }), 'StripeAPIError', 500);
  const error = await refused(intents.create(card('pm_card_visa'), { idempotencyKey: 'node-500' }), 'StripeAPIError', 500);
  assert.equal(error.headers['idempotent-replayed'], 'true');
});

await check('survives a reset connection through its own retry and key', async () => {
  // This SDK repeats a call once after a closed connection, even with maxNetworkRetries 0; the key makes that one intent.
  await sandbox('POST', '/sandbox/faults', { operation: 'create', fault: 'connection_reset_after' });
  const created = await intents.create(card('pm_card_visa'), { idempotencyKey: 'node-reset' });
  assert.equal(created.lastResponse.headers['idempotent-replayed'], 'true');
});
