// Judges what is published below the folder in argv[2], with other people's programs: each schema against the 2020-12 meta schema, each example
// against its schema, asyncapi.yaml with AsyncAPI's own parser. One line "ok ..." per thing that holds; exits with 1 when one does not.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Parser, fromFile } from '@asyncapi/parser';
import { validator } from './schemas.mjs';

const folder = process.argv[2];
const judge = (what, problems) => {
  console.log(problems.length === 0 ? `ok ${what}` : `not ok ${what}: ${problems.join('; ')}`);
  process.exitCode ||= problems.length === 0 ? 0 : 1;
};

const { ajv, read } = validator(folder);
for (const file of readdirSync(join(folder, 'schemas'))) {
  const schema = read(file);
  judge(`${file} is JSON Schema 2020-12`, ajv.validateSchema(schema) ? [] : [ajv.errorsText()]);
  judge(`${file} accepts its example`, schema.examples.length === 1 && ajv.validate(schema, schema.examples[0]) ? [] : [ajv.errorsText()]);
}

const { document, diagnostics } = await fromFile(new Parser(), join(folder, 'asyncapi.yaml')).parse();
// Severity 2 and 3 are advice, such as that a newer version of AsyncAPI exists.
judge('asyncapi.yaml is AsyncAPI 3', diagnostics.filter((d) => d.severity < 2).map((d) => `${d.path.join('.')}: ${d.message}`));
for (const operation of document?.operations() ?? []) {
  const [message] = operation.messages().all();
  const example = message.examples().all()[0].payload();
  // What a sender writes is the contract; what a reader gets has it inside of an envelope.
  const [schema, contract] = operation.isSend() ? [message.payload(), example] : [message.payload().allOf()[1].property('message'), example.message];
  judge(`${operation.id()} has an example of its contract`, schema.id() === message.name() && ajv.validate(message.name(), contract) ? [] : [`${schema.id()} ${ajv.errorsText()}`]);
}
