// Drives the sandbox with HubSpot's official client. Usage: node check.mjs ADDRESS TOKEN. One line "ok <what>" per check; the first failure ends the run with its reason.
import assert from 'node:assert/strict';
import { Client } from '@hubspot/api-client';

const [basePath, accessToken] = process.argv.slice(2);
const client = (token = accessToken) => new Client({ basePath, accessToken: token, numberOfApiCallRetries: 0 });
const { crm } = client();
const sandbox = (path, body) => fetch(`${basePath}/sandbox/${path}`, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
const input = (idProperty, id, properties) => ({ idProperty, id, objectWriteTraceId: id, properties });
const deal = (id, more = {}) => input('integration_payment_id', id, { dealname: 'Order 7', dealstage: 'closedwon', amount: '12.50', ...more });
const refused = async (call, status, category) => {
  const error = await call.then(() => assert.fail('was accepted'), (e) => e);
  assert.equal(error.code, status, error.stack);
  assert.equal(error.body.category, category);
  return error;
};
const check = async (what, body) => {
  await body();
  console.log(`ok ${what}`);
};

let dealId;
let contactId;

await check('upserts deals', async () => {
  const made = await crm.deals.batchApi.upsert({ inputs: [deal('pay-1')] });
  assert.equal(made.status, 'COMPLETE');
  assert.equal(made.results[0]._new, true);
  assert.ok(made.results[0].createdAt instanceof Date);
  assert.equal(made.results[0].properties.integration_payment_id, 'pay-1');
  dealId = made.results[0].id;
  const changed = await crm.deals.batchApi.upsert({ inputs: [deal('pay-1', { amount: '20' })] });
  assert.deepEqual([changed.results[0].id, changed.results[0]._new, changed.results[0].properties.amount], [dealId, false, '20']);
});

await check('sees partial success', async () => {
  const { results, errors, numErrors } = await crm.deals.batchApi.upsert({ inputs: [deal('pay-2'), deal('pay-3', { dealstage: 'won' })] });
  assert.deepEqual([results.length, numErrors, errors.length], [1, 1, 1]);
  assert.deepEqual(errors[0].context.objectWriteTraceId, ['pay-3']);
  assert.match(errors[0].message, /INVALID_OPTION/);
});

await check('reads, and is told what is gone', async () => {
  const { results, errors } = await crm.deals.batchApi.read({ inputs: [{ id: dealId }, { id: '7' }], properties: ['amount'], propertiesWithHistory: [] });
  assert.equal(results[0].properties.amount, '20');
  assert.deepEqual(errors[0].context.ids, ['7']);
  assert.equal((await crm.deals.basicApi.getById('pay-1', ['dealname'], undefined, undefined, false, 'integration_payment_id')).id, dealId);
  await refused(crm.deals.basicApi.getById('7'), 404, 'OBJECT_NOT_FOUND');
});

await check('writes contacts and notes', async () => {
  contactId = (await crm.contacts.batchApi.upsert({ inputs: [input('integration_customer_id', 'c-1', { email: 'ada@example.com' })] })).results[0].id;
  const note = await crm.objects.notes.batchApi.upsert({ inputs: [input('integration_entry_id', 'e-1', { hs_timestamp: new Date().toISOString(), hs_note_body: 'Captured' })] });
  await crm.associations.v4.batchApi.createDefault('notes', 'deals', { inputs: [{ _from: { id: note.results[0].id }, to: { id: dealId } }] });
});

await check('associates', async () => {
  const { results } = await crm.associations.v4.batchApi.createDefault('deals', 'contacts', { inputs: [{ _from: { id: dealId }, to: { id: contactId } }] });
  assert.deepEqual(results.map((r) => r.associationSpec.associationTypeId), [3, 4]);
  const page = await crm.associations.v4.basicApi.getPage('deals', dealId, 'contacts');
  assert.equal(String(page.results[0].toObjectId), contactId);
});

await check('reads properties', async () => {
  const { results } = await crm.properties.coreApi.getAll('deals');
  const key = results.find((p) => p.name === 'integration_payment_id');
  assert.deepEqual([key.hasUniqueValue, key.modificationMetadata.readOnlyValue, key.type], [true, false, 'string']);
  assert.ok(results.find((p) => p.name === 'dealstage').options.some((o) => o.value === 'closedwon'));
});

await check('merges and erases', async () => {
  const other = (await crm.contacts.batchApi.upsert({ inputs: [input('integration_customer_id', 'c-2', {})] })).results[0].id;
  const merged = await crm.contacts.basicApi.merge({ primaryObjectId: contactId, objectIdToMerge: other });
  assert.equal((await crm.contacts.basicApi.getById(other)).id, merged.id);
  await crm.contacts.basicApi.purge({ objectId: merged.id });
  await refused(crm.contacts.basicApi.getById(merged.id), 404, 'OBJECT_NOT_FOUND');
});

await check('is refused with another token', async () => {
  await refused(client('pat-other').crm.deals.basicApi.getById(dealId), 401, 'INVALID_AUTHENTICATION');
});

await check('waits as HubSpot says when it was too fast', async () => {
  // Its own pause is ten seconds for this policy: only that it knows the answer is checked.
  await sandbox('spend', { crm: 'hubspot', calls: 1000000000 });
  const error = await refused(crm.deals.basicApi.getById(dealId), 429, 'RATE_LIMITS');
  assert.equal(error.body.policyName, 'DAILY');
  await sandbox('spend', { crm: 'hubspot', calls: 0 });
});
