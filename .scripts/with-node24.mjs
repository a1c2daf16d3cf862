// Runs a file of this project on the Node that the project depends on (npm package `node`), whatever Node the
// machine has, and installs the packages first when they are missing: for what `npm start` and its kind run, those
// that running needs; for tests and checks, all. Plain JavaScript for Node 20: it is the only file that may run on
// the machine's own Node.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const windows = process.platform === 'win32'
const node24 = join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node')
const stamp = join(root, 'node_modules', '.prakat-installed')
const withoutTools = ' without the tools of tests'
const args = process.argv.slice(2)

// A terminal sends Ctrl-C to both; a supervisor sends its signal to this process only, and the child must still stop well.
let child
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => (child ? child.kill(signal) : process.exit(128 + constants.signals[signal])))
// npm passes on two of its signals and dies of the rest, which would leave the server with the port and the directory.
const npm = process.ppid
if (process.env.npm_lifecycle_event !== undefined)
  setInterval(() => process.ppid !== npm && child?.kill('SIGTERM'), 500).unref()

/** Resolves with the exit code of a command that is told every signal. */
const run = (command, given, options) =>
  new Promise((resolve) => {
    child = spawn(command, given, { cwd: root, stdio: 'inherit', ...options })
    child.on('error', (error) => {
      console.error(`${command} could not be run. ${error.message}`)
      resolve(1)
    })
    child.on('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]))
  })

const mustRun = async (...command) => {
  const code = await run(...command)
  if (code !== 0) process.exit(code)
}

/** The server and its commands, and the build that it runs. */
const isRunning = args.some((arg) => /^(?:api\/|\.scripts\/build\.ts$)/.test(arg))
const lockHash = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex')
const installed = existsSync(stamp) ? readFileSync(stamp, 'utf8') : withoutTools
const fits = installed === lockHash || (isRunning && installed === lockHash + withoutTools)

if (!fits) {
  // Whoever has tested here before keeps the tools when the packages change.
  const all = !isRunning || !installed.endsWith(withoutTools)
  console.error(
    `Installing the packages ${all ? 'of package-lock.json' : 'that running needs'} (only the first time, and when they change) …`,
  )
  // Not `npm ci`: it refuses a lock that was made where other platforms' optional packages were not to be had. By name,
  // since NODE_ENV and npm's own settings would decide otherwise.
  const which = all ? '--include=dev' : '--omit=dev'
  await mustRun('npm', ['install', which, '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
    shell: windows,
  })
  if (!existsSync(node24)) {
    // npm set to skip install scripts leaves the `node` package without its binary.
    await mustRun(process.execPath, ['installArchSpecificPackage.js'], {
      cwd: join(root, 'node_modules', 'node'),
    })
  }
  writeFileSync(stamp, lockHash + (all ? '' : withoutTools))
}

process.exit(
  await run(node24, args, {
    env: { ...process.env, PATH: `${dirname(node24)}${windows ? ';' : ':'}${process.env.PATH ?? ''}` },
  }),
)
