// Runs one Node engine in a process of its own and obeys the driver: JSON lines in, JSON lines out (see
// worker.py). Or, with a fourth argument, evaluates one profile and prints its flags.
//
//   node worker.mjs ENGINE PEERS_FOLDER TEXTS [PROFILE]
import fs from 'node:fs';
import readline from 'node:readline';
import { createRequire } from 'node:module';

const [, , name, peers, texts, profile] = process.argv;
const require = createRequire(`${peers}/node/`);
const FACTORS = { vitamin_d3: { IU: 1, ug: 40 }, calcium: { mg: 1, g: 1000 }, vitamin_k2: { ug: 1, mg: 1000 } };
const NO_DOSE = 1e9;

function derive(patient) {
  let d3 = 0, ca = 0, k2 = 0, mk7 = 0, mk4_min = NO_DOSE, has_k2 = false;
  for (const entry of patient.supplements) {
    const factor = FACTORS[entry.kind]?.[entry.unit];
    if (factor === undefined || entry.status === 'stopped') continue;
    const dose = entry.dose * factor / (entry.per === 'week' ? 7 : 1);
    if (entry.kind === 'vitamin_d3') d3 += dose;
    else if (entry.kind === 'calcium') ca += dose;
    else {
      has_k2 = true;
      k2 += dose;
      if (entry.form === 'mk7') mk7 += dose;
      else if (entry.form === 'mk4') mk4_min = Math.min(mk4_min, dose);
    }
  }
  const classes = patient.medications.filter(each => each.status === 'active').map(each => each.class);
  const { age, sex, pregnancy, conditions } = patient;
  return { age, sex, pregnancy, conditions, classes, has_k2, d3, ca, k2, mk7, mk4_min };
}

const ENGINES = {
  'json-rules'(rules) {
    const engine = new (require('json-rules-engine').Engine)(rules);
    return async patient => (await engine.run(derive(patient))).events.map(event => event.type);
  },
  cql(elm) {
    const cql = require('cql-execution');
    const library = new cql.Library(elm);
    // A rule's name has a hyphen, a feature's has not.
    const names = elm.library.statements.def.map(each => each.name).filter(each => each.includes('-'));
    const nobody = { currentPatient() {}, nextPatient() {} };
    return async patient => {
      const results = await new cql.Executor(library, undefined, { P: patient }).exec(nobody);
      return names.filter(each => results.unfilteredResults[each] === true);
    };
  },
};

const now = () => process.hrtime.bigint();
let evaluate, lines;

async function check(expected) {
  const wrong = [];
  for (const [at, text] of lines.entries()) {
    const found = (await evaluate(JSON.parse(text))).sort();
    if (JSON.stringify(found) !== JSON.stringify(expected[at].sort())) wrong.push([at, found, expected[at]]);
  }
  return { checked: lines.length, wrong: wrong.length, first: wrong[0] ?? null };
}

async function measure(mode, seconds) {
  const times = [], end = now() + BigInt(Math.round(seconds * 1e9));
  for (const text of lines) {
    const document = mode === 'eval' ? JSON.parse(text) : null;
    const start = now();
    await evaluate(document ?? JSON.parse(text));
    const stop = now();
    times.push(Number(stop - start));
    if (stop > end) break;
  }
  return { times };
}

const COMMANDS = {
  load(order) {
    evaluate = ENGINES[name](order.rules);
    lines = fs.readFileSync(texts, 'utf8').trim().split('\n');
    const { version } = JSON.parse(fs.readFileSync(`${peers}/node/node_modules/${order.package}/package.json`));
    return { version };
  },
  check: order => check(order.expected),
  measure: order => measure(order.mode, order.seconds),
};

async function obey() {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const order = JSON.parse(line);
    try {
      console.log(JSON.stringify(await COMMANDS[order.command](order)));
    } catch (problem) {
      console.log(JSON.stringify({ error: String(problem) }));
    }
  }
}

if (profile) {
  evaluate = ENGINES[name](JSON.parse(fs.readFileSync(texts, 'utf8')));
  console.log((await evaluate(JSON.parse(fs.readFileSync(profile, 'utf8')))).join('\n'));
} else {
  await obey();
}
