// Runs a file of this project on the Node that the project depends on (npm package `node`), whatever Node the
// machine has, and installs the packages first when they are missing. Plain JavaScript for Node 20: it is the
// only file that may run on the machine's own Node.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const windows = process.platform === 'win32'
const node24 = join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node')
const stamp = join(root, 'node_modules', '.prakat-installed')
const lockHash = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex')

function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: windows, ...options })
  if (result.status !== 0) process.exit(result.status ?? 1)
}

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lockHash) {
  console.error('Installing the packages of package-lock.json (only the first time, and when they change) …')
  // Not `npm ci`: it refuses a lock that was made where other platforms' optional packages were not to be had.
  run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'])
  if (!existsSync(node24)) {
    // npm set to skip install scripts leaves the `node` package without its binary.
    run(process.execPath, ['installArchSpecificPackage.js'], {
      cwd: join(root, 'node_modules', 'node'),
      shell: false,
    })
  }
  writeFileSync(stamp, lockHash)
}

const child = spawn(node24, process.argv.slice(2), {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PATH: `${dirname(node24)}${windows ? ';' : ':'}${process.env.PATH ?? ''}` },
})
// A terminal sends Ctrl-C to both; a supervisor sends its signal to this process only, and the server must still stop well.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
