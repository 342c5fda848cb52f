import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

// Strict: a keyword that 2020-12 does not know is an error. Formats are checked, not only noted.
export function validator(folder) {
  const ajv = addFormats(new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true }));
  return { ajv, read: (file) => JSON.parse(readFileSync(join(folder, 'schemas', file), 'utf8')) };
}
