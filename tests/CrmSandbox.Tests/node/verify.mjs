// Judges a webhook with HubSpot's official client. Usage: node verify.mjs REQUEST (JSON: method, url, requestBody, signature, timestamp, clientSecret).
import { Signature } from '@hubspot/api-client';

const request = { signatureVersion: 'v3', ...JSON.parse(process.argv[2]) };
request.timestamp = Number(request.timestamp);
const word = (one) => (Signature.isValid(one) ? 'valid' : 'invalid');
console.log(`${word(request)}; ${word({ ...request, requestBody: request.requestBody + ' ' })} once the body is changed`);
