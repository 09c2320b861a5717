// Format, lint, types, boundaries and the schema's drift, side by side. Each prints only when it fails; exit 1 if any did.
import { spawn } from 'node:child_process';

const CHECKS = {
  format: ['npx', 'prettier', '--check', '--log-level', 'warn', '.'],
  lint: ['npx', 'eslint', '--cache', '--cache-location', 'node_modules/.cache/eslint/', '.'],
  types: ['npx', 'tsc', '-p', '.'],
  boundaries: ['npx', 'depcruise', '--config', '.dependency-cruiser.cjs', 'apps', 'libs'],
  schema: ['npm', 'run', '--silent', 'schema', '--', '--check'],
};

function run(name, [command, ...args]) {
  const started = Date.now();
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('close', (code) => {
      if (code !== 0) process.stdout.write(`\n--- ${name} ---\n${output}`);
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} ${((Date.now() - started) / 1000).toFixed(1)} s`);
      resolve(code === 0);
    });
  });
}

const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(CHECKS);
const results = await Promise.all(wanted.map((name) => run(name, CHECKS[name])));
process.exit(results.every(Boolean) ? 0 : 1);
