// node inspect.mjs OLD NEW DOCUMENT…: graphql-inspector; prints breaking changes and documents that are not valid.
import { readFileSync } from "node:fs";
import { CriticalityLevel, diff, validate } from "@graphql-inspector/core";
import { buildSchema, Source } from "graphql";

const [before, after, ...documents] = process.argv.slice(2);
const read = (path) => readFileSync(path, "utf-8");
const schema = buildSchema(read(after));
const changes = await diff(buildSchema(read(before)), schema);
const breaking = changes.filter((change) => change.criticality.level === CriticalityLevel.Breaking);
const sources = documents.map((path) => new Source(read(path), path));
const invalid = validate(schema, sources, { strictDeprecated: true });
const told = [...breaking.map((change) => change.message), ...invalid.map((one) => [one.source.name, one.errors, one.deprecated])];
process.stdout.write(JSON.stringify(told));
