// Reads one JSON array [schema file, message] per line and says for each, in one line, "fits" or what does not.
import readline from 'node:readline';
import { validator } from './schemas.mjs';

const { ajv, read } = validator(process.argv[2]);
for await (const line of readline.createInterface({ input: process.stdin })) {
  const [file, message] = JSON.parse(line);
  const schema = read(file);
  const validate = ajv.getSchema(schema.$id) ?? ajv.compile(schema);
  console.log(validate(message) ? 'fits' : ajv.errorsText(validate.errors));
}
