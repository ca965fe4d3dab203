// A random expression with the variables it may read, from a seed alone.
import { anyTypes, forms, keyTypes, literals, words } from "./differential_forms.mjs";

/// The variables of every expression: what they are and what they may be bound to, as the conformance format writes values.
const variables = [
    ["i", "int", [{ int: "0" }, { int: "42" }, { int: "-3" }, { int: "9223372036854775807" }]],
    ["u", "uint", [{ uint: "0" }, { uint: "5" }, { uint: "9223372036854775808" }]],
    ["d", "double", [{ double: 0.5 }, { double: -2.75 }, { double: 1e100 }, { double: 0 }]],
    ["s", "string", [{ string: "" }, { string: "abc" }, { string: "naïve, 日本" }, { string: "a\nb" }]],
    ["y", "bytes", [{ bytes: "" }, { bytes: "YWJj" }, { bytes: "//4=" }]],
    ["b", "bool", [{ bool: true }, { bool: false }]],
    ["t", "timestamp", [{ timestamp: "2024-07-01T10:20:30.400Z" }, { timestamp: "1999-12-31T23:59:59Z" }]],
    ["p", "duration", [{ duration: "3600s" }, { duration: "-0.5s" }, { duration: "86399.999s" }]],
    ["numbers", "list(int)", [{ list: [] }, { list: [{ int: "3" }, { int: "1" }, { int: "2" }] }, { list: [{ int: "0" }] }]],
    ["words", "list(string)", [{ list: [] }, { list: [{ string: "a" }, { string: "bc" }, { string: "a" }] }]],
    ["m", "map(string, int)", [{ map: [] }, { map: [[{ string: "a" }, { int: "1" }], [{ string: "b" }, { int: "0" }]] }]],
    ["names", "map(int, string)", [{ map: [[{ int: "1" }, { string: "one" }], [{ int: "0" }, { string: "" }]] }]],
    ["deep", "map(string, list(int))",
        [{ map: [[{ string: "a" }, { list: [{ int: "1" }] }], [{ string: "c" }, { list: [] }]] }]],
];

/// Numbers in [0, 1) from a seed (mulberry32).
function randomNumbers(seed) {
    let state = (seed * 0x9e3779b1) >>> 0;
    return () => {
        state = (state + 0x6d2b79f5) >>> 0;
        let mixed = Math.imul(state ^ (state >>> 15), state | 1);
        mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    };
}

/// The parts of "map(K, A)" as ["map", "K", "A"]; of a plain type itself alone.
function partsOf(type) {
    const open = type.indexOf("(");
    if (open < 0) {
        return [type];
    }
    const parts = [type.slice(0, open)];
    let depth = 0;
    let part = "";
    for (const sign of type.slice(open + 1, -1)) {
        depth += sign === "(" ? 1 : sign === ")" ? -1 : 0;
        if (sign === "," && depth === 0) {
            parts.push(part.trim());
            part = "";
        } else {
            part += sign;
        }
    }
    return [...parts, part.trim()];
}

/// Whether the form's type can be `type`; what its letters stand for then goes to `meanings`.
function matches(pattern, type, meanings) {
    if (/^[A-Z]$/.test(pattern)) {
        meanings[pattern] ??= type;
        return meanings[pattern] === type;
    }
    const wanted = partsOf(type);
    const parts = partsOf(pattern);
    return parts.length === wanted.length && parts[0] === wanted[0]
        && parts.slice(1).every((part, i) => matches(part, wanted[i + 1], meanings));
}

class Generator {
    constructor(seed) {
        this.random = randomNumbers(seed);
        this.scope = variables.map(([name, type]) => ({ name, type }));
    }

    oneOf(items) {
        return items[Math.floor(this.random() * items.length)];
    }

    expression(type, depth) {
        if (words[type]) {
            return this.oneOf(words[type]);
        }
        // Forms of any type are few, or indexing past the end would be all that happens.
        const general = this.random() < 0.2;
        const ways = depth > 0 && this.random() < 0.85
            ? forms.map(([pattern, text]) => ({ text, meanings: {}, pattern }))
                .filter((way) => (way.pattern === "A") === general && matches(way.pattern, type, way.meanings))
            : [];
        if (ways.length === 0) {
            return this.leaf(type);
        }
        const { text, meanings } = this.oneOf(ways);
        return this.filled(text, meanings, depth - 1);
    }

    /// A name in scope, or a literal.
    leaf(type) {
        const names = this.scope
            .filter(({ name }, i) => !this.scope.slice(i + 1).some((later) => later.name === name))
            .filter((variable) => variable.type === type);
        if (names.length > 0 && this.random() < 0.6) {
            return this.oneOf(names).name;
        }
        if (literals[type]) {
            return this.oneOf(literals[type]);
        }
        const [kind, first, second] = partsOf(type);
        return kind === "list"
            ? `[${this.leaf(first)}, ${this.leaf(first)}]`
            : `{${literals[first][0]}: ${this.leaf(second)}, ${literals[first][1]}: ${this.leaf(second)}}`;
    }

    filled(text, meanings, depth) {
        const declared = this.scope.length;
        const whole = text.replace(/<(x: )?([A-Za-z][\w(), ]*)>/g, (_, declares, pattern) => {
            const type = this.meant(pattern, meanings);
            if (!declares) {
                return this.expression(type, depth);
            }
            // Few names, so that they hide each other.
            const name = this.oneOf(["x", "y", "z", "i"]);
            this.scope.push({ name, type });
            return name;
        });
        this.scope.length = declared;
        return whole;
    }

    meant(pattern, meanings) {
        return pattern.replace(/\b[A-Z]\b/g, (letter) => {
            meanings[letter] ??= this.oneOf(letter === "K" ? keyTypes : anyTypes);
            return meanings[letter];
        });
    }
}

/// As the conformance format writes a type: "map(string, int)" is {map: ["string", "int"]}.
function written(type) {
    const [kind, ...parts] = partsOf(type);
    return parts.length === 0 ? kind : { [kind]: kind === "list" ? written(parts[0]) : parts.map(written) };
}

/// The case of a seed: {id, expr, type_env, bindings}, where only what the expression mentions is bound.
export function caseOf(seed) {
    const generator = new Generator(seed);
    const expr = generator.expression(generator.oneOf(anyTypes), 1 + Math.floor(generator.random() * 5));
    const used = variables.filter(([name]) => new RegExp(`\\b${name}\\b`).test(expr));
    return {
        id: `seed ${seed}`,
        expr,
        type_env: used.map(([name, type]) => ({ name, type: written(type) })),
        bindings: Object.fromEntries(used.map(([name, , values]) => [name, generator.oneOf(values)])),
    };
}
