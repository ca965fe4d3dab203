// differential_rows.mjs PACKAGES COUNT SEED: writes cases in the conformance format, a line each, to standard output. What
// is expected of each is what @bufbuild/cel, installed in the folder PACKAGES, makes of it. How many of them are errors goes
// to standard error.
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { caseOf } from "./differential_generator.mjs";

const [packages, count, firstSeed] = process.argv.slice(2);
const require = createRequire(resolve(packages, "package.json"));
const cel = require("@bufbuild/cel");
const { strings } = require("@bufbuild/cel/ext");
const { fromJson, toJson } = require("@bufbuild/protobuf");
const { DurationSchema, TimestampSchema } = require("@bufbuild/protobuf/wkt");
const environment = cel.celEnv({ funcs: strings });

/// A tagged value as the second implementation takes it.
function given(tagged) {
    const [[tag, content]] = Object.entries(tagged);
    switch (tag) {
    case "int":
        return BigInt(content);
    case "uint":
        return cel.celUint(BigInt(content));
    case "bytes":
        return new Uint8Array(Buffer.from(content, "base64"));
    case "timestamp":
        return fromJson(TimestampSchema, content);
    case "duration":
        return fromJson(DurationSchema, content);
    case "list":
        return content.map(given);
    case "map":
        return new Map(content.map(([key, value]) => [given(key), given(value)]));
    default:
        return content;
    }
}

/// A value of the second implementation, tagged.
function tagged(value) {
    switch (typeof value) {
    case "bigint":
        return { int: String(value) };
    case "number":
        return { double: Number.isFinite(value) ? value : String(value) };
    case "string":
        return { string: value };
    case "boolean":
        return { bool: value };
    }
    if (value === null) {
        return { null: null };
    }
    if (cel.isCelUint(value)) {
        return { uint: String(value.value) };
    }
    if (value instanceof Uint8Array) {
        return { bytes: Buffer.from(value).toString("base64") };
    }
    if (cel.isCelList(value)) {
        return { list: [...value].map(tagged) };
    }
    if (cel.isCelMap(value)) {
        return { map: [...value.entries()].map((entry) => entry.map(tagged)) };
    }
    if (cel.isCelType(value)) {
        return { type: value.name };
    }
    const isMoment = value.desc.typeName === TimestampSchema.typeName;
    return isMoment
        ? { timestamp: toJson(TimestampSchema, value.message) }
        : { duration: toJson(DurationSchema, value.message) };
}

/// What the second implementation makes of a case. One that it can't even read is a mistake of the generator.
function expectationOf({ id, expr, bindings }) {
    let parsed;
    try {
        parsed = cel.parse(expr);
    } catch (error) {
        throw new Error(`${id}: ${expr}\n    can't be read: ${error.message}`);
    }
    const inputs = Object.fromEntries(Object.entries(bindings).map(([name, value]) => [name, given(value)]));
    const result = cel.plan(environment, parsed)(inputs);
    return cel.isCelError(result) ? { eval_error: result.message } : { value: tagged(result) };
}

let errors = 0;
const lines = [];
for (let seed = Number(firstSeed); seed < Number(firstSeed) + Number(count); ++seed) {
    const row = caseOf(seed);
    const expected = expectationOf(row);
    errors += "eval_error" in expected ? 1 : 0;
    lines.push(JSON.stringify({ ...row, expected }));
}
process.stdout.write(`${lines.join("\n")}\n`);
process.stderr.write(`${count} expressions from seed ${firstSeed} on, ${errors} errors by the second implementation\n`);
