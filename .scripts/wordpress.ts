import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import { deliverDue } from '../api/effects/deliver.ts'
import { type Office, startOffice } from '../tests/support/office.ts'
import { take } from '../tests/support/publish.ts'
import { pdf } from '../tests/support/sample-files.ts'
import { freePort } from '../tests/support/server-process.ts'
import { bring, contentOf, publishWithFiles, rewrite } from '../tests/support/with-files.ts'

/**
 * Tries the product's way to WordPress on a real one, of Debian's packages wordpress, php-cli, php-mysql and mariadb-server,
 * on loopback and with a database of its own: `npm run wordpress`. Where they are not there it says so and fails nothing.
 */
const run = promisify(execFile)
const source = '/usr/share/wordpress'
const parts = { php: '/usr/bin/php', mariadbd: '/usr/sbin/mariadbd', install: '/usr/bin/mariadb-install-db' }
const missing = [source, ...Object.values(parts)].filter((path) => !existsSync(path))
let passed = 0
let failed = 0
type Site = { url: string; host: string; username: string; password: string; version: string }

async function startSite(directory: string, pretty: boolean, started: ChildProcess[]): Promise<Site> {
  const socket = join(directory, 'mariadb.sock')
  if (!existsSync(socket)) started.push(await startDatabase(directory, socket))
  const name = pretty ? 'pretty' : 'plain'
  const root = join(directory, name)
  await cp(source, root, {
    recursive: true,
    dereference: true,
    filter: (path) => !path.endsWith('/wp-config.php'),
  })
  await mkdir(join(root, 'wp-content/uploads'), { recursive: true })
  // Debian packs the themes apart; of one that shows what there is, two files are enough.
  const theme = join(root, 'wp-content/themes/plain')
  await mkdir(theme, { recursive: true })
  await writeFile(join(theme, 'style.css'), '/* Theme Name: Plain */')
  await writeFile(join(theme, 'index.php'), page)
  const port = await freePort()
  const host = `127.0.0.1:${port}`
  await writeFile(join(root, 'wp-config.php'), configOf({ name, socket, host }))
  await writeFile(join(root, 'prakat-install.php'), install(pretty))
  // What makes the post's meta visible, as docs/operations.md has it; on one of the two sites alone.
  if (pretty) {
    await mkdir(join(root, 'wp-content/mu-plugins'), { recursive: true })
    await writeFile(join(root, 'wp-content/mu-plugins/prakat.php'), mark)
  }
  const { stdout } = await run(parts.php, ['prakat-install.php'], { cwd: root, env: { HTTP_HOST: host } })
  const { password, version } = JSON.parse(
    stdout.split('\n').findLast((line) => line.startsWith('{')) ?? '{}',
  )
  if (!password) throw new Error(`WordPress was not installed: ${stdout}`)
  await writeFile(join(root, 'router.php'), router)
  // Plain addresses are those of a server that rewrites nothing: what is no file is not found there.
  const served = ['-d', 'upload_max_filesize=60M', '-d', 'post_max_size=64M', '-S', host, '-t', root]
  const php = spawn(parts.php, [...served, 'router.php'], {
    // A group of its own: its workers outlive it.
    ...{ cwd: root, stdio: 'ignore', detached: true },
    env: { PHP_CLI_SERVER_WORKERS: '4', PRETTY: pretty ? '1' : '' },
  })
  started.push(php)
  await until(async () => (await fetch(`http://${host}/wp-login.php`).catch(() => undefined))?.ok === true)
  return { url: `http://${host}`, host, username: 'prakat', password, version }
}

async function startDatabase(directory: string, socket: string): Promise<ChildProcess> {
  const data = join(directory, 'mariadb')
  await mkdir(data)
  const user = process.getuid?.() === 0 ? ['--user=mysql'] : []
  if (user.length > 0) {
    await chmod(directory, 0o777)
    await run('/bin/chown', ['mysql', data])
  }
  await run(parts.install, [
    '--no-defaults',
    `--datadir=${data}`,
    '--auth-root-authentication-method=normal',
    ...user,
  ])
  const options = ['--no-defaults', `--datadir=${data}`, `--socket=${socket}`, '--skip-networking', ...user]
  const daemon = spawn(parts.mariadbd, [...options, `--pid-file=${join(data, 'pid')}`], { stdio: 'ignore' })
  await until(async () => existsSync(socket))
  return daemon
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let waited = 0; waited < 120; waited += 1) {
    if (await holds()) return
    await setTimeout(500)
  }
  throw new Error('It did not come up within a minute')
}

const configOf = ({ name, socket, host }: { name: string; socket: string; host: string }) => `<?php
define('DB_NAME', '${name}'); define('DB_USER', 'root'); define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:${socket}'); define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');
define('WP_HOME', 'http://${host}'); define('WP_SITEURL', 'http://${host}');
// Application passwords want TLS, but on a machine for development.
define('WP_ENVIRONMENT_TYPE', 'local');
define('WP_HTTP_BLOCK_EXTERNAL', true); define('DISABLE_WP_CRON', true); define('AUTOMATIC_UPDATER_DISABLED', true);
foreach (['AUTH_KEY','SECURE_AUTH_KEY','LOGGED_IN_KEY','NONCE_KEY','AUTH_SALT','SECURE_AUTH_SALT','LOGGED_IN_SALT','NONCE_SALT'] as $key)
  define($key, 'of a try on loopback');
$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
`

const install = (pretty: boolean) => `<?php
$_SERVER['HTTP_HOST'] = getenv('HTTP_HOST'); $_SERVER['REQUEST_URI'] = '/'; $_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
define('WP_INSTALLING', true);
preg_match("/DB_NAME', '(\\w+)'.*?localhost:([^']+)'/s", file_get_contents(__DIR__ . '/wp-config.php'), $at);
$db = new mysqli('localhost', 'root', '', '', 0, $at[2]); $db->query("CREATE DATABASE \`$at[1]\` CHARACTER SET utf8mb4");
require __DIR__ . '/wp-load.php'; require_once ABSPATH . 'wp-admin/includes/upgrade.php';
function wp_mail() { return true; }
wp_install('สพป.ทดสอบ', 'root', 'root@example.org', true, '', wp_generate_password());
update_option('template', 'plain'); update_option('stylesheet', 'plain');
update_option('permalink_structure', '${pretty ? '/%year%/%postname%/' : ''}');
wp_insert_term('จัดซื้อจัดจ้าง', 'category');
$user = wp_insert_user(['user_login' => 'prakat', 'user_pass' => wp_generate_password(), 'role' => 'author', 'user_email' => 'p@example.org']);
[$password] = WP_Application_Passwords::create_new_application_password($user, ['name' => 'Prakat']);
echo "\\n" . json_encode(['password' => $password, 'version' => get_bloginfo('version')]) . "\\n";
`

const mark = `<?php
add_action('init', fn() => register_post_meta('post', 'prakat_item',
  ['type' => 'string', 'single' => true, 'show_in_rest' => true,
   'auth_callback' => fn($allowed, $key, $post) => current_user_can('edit_post', $post)]));
`

const page =
  '<?php while (have_posts()) { the_post(); echo "<h1>"; the_title(); echo "</h1>"; the_content(); }'

const router = `<?php
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if ($path !== '/' && file_exists(__DIR__ . $path)) return false;
if ($path !== '/' && !getenv('PRETTY')) { http_response_code(404); echo 'Not Found'; return true; }
$_SERVER['SCRIPT_NAME'] = '/index.php'; $_SERVER['PHP_SELF'] = '/index.php';
require __DIR__ . '/index.php';
`

function expect(what: string, holds: boolean, found: unknown): void {
  if (holds) passed += 1
  else {
    failed += 1
    console.error(`✕ ${what}:`, found)
  }
}

async function tryOn(site: Site, pretty: boolean): Promise<void> {
  console.log(
    `WordPress ${site.version}, ${pretty ? 'addresses rewritten, with the mark' : 'plain addresses, without it'}`,
  )
  const office = await startOffice({ env: { PRAKAT_OUTBOUND_HOSTS: site.host } })
  try {
    await walk(office, site, pretty)
  } finally {
    await office.close()
  }
}

async function walk(office: Office, site: Site, pretty: boolean): Promise<void> {
  const { url, username, password } = site
  const admin = await office.as('cmi4.admin')
  const at = '/api/offices/cmi4/integrations'
  const added = await admin('POST', at, { kind: 'wordpress', name: 'WordPress', url, username, password })
  const { id } = added.body.integration
  const tried = (await admin('POST', `${at}/${id}/test`)).body
  const category = tried.categories.find(({ name }: { name: string }) => name === 'จัดซื้อจัดจ้าง')
  expect('the try', tried.ok && category !== undefined, tried)
  await admin('PATCH', `${at}/${id}`, { enabled: true, categories: { '1.2': category?.id ?? 1 } })
  const published = await publishWithFiles(office, { category: '1.2', title: 'ประกาศทดสอบ [ครั้งที่ ๑]' })
  const told = async () => {
    await deliverDue(office.deps)
    const [effect] = (await admin('GET', '/api/offices/cmi4/effects')).body.effects
    const [shown] = (
      await (
        await office.as('cmi4.webmaster')
      )('GET', `/api/requests/${published.id}/website`)
    ).body.effects
    return {
      status: effect.status,
      attempts: effect.attempts,
      problem: effect.problem,
      url: shown?.url as string | null,
    }
  }
  const first = await told()
  expect('it is brought', first.status === 'done' && first.url !== null, first)
  const page = await (await fetch(first.url ?? url)).text()
  const files = [...page.matchAll(/href="([^"]+\.pdf)"/g)].map(([, address = '']) => address)
  expect('the page has the title and the file', page.includes('[ครั้งที่ ๑]') && files.length === 1, {
    url: first.url,
    files,
  })
  const bytes = Buffer.from(await (await fetch(files[0] ?? url)).arrayBuffer())
  expect('the file is the one that was decided on', bytes.equals(published.bytes), bytes.length)
  const of = (path: string) => ofSite(site, pretty, path)
  const posts = async () => of('posts?status=publish,draft&context=edit&per_page=50&search=ประกาศ')
  const [post] = await posts()
  expect('the category', post?.categories?.includes(category?.id), post?.categories)
  expect('the mark', pretty ? post?.meta?.prakat_item === published.publication : true, post?.meta)
  const [effect] = (await admin('GET', '/api/offices/cmi4/effects')).body.effects
  // As where the answer was lost, and with it what was remembered.
  await office.deps.db.deleteFrom('remoteItem').execute()
  await admin('POST', `/api/offices/cmi4/effects/${effect.id}/retry`)
  const again = await told()
  const [all, media] = [await posts(), await of('media?per_page=100&context=edit')]
  expect('once more is still once', again.status === 'done' && all.length === 1 && media.length === 2, {
    again,
    posts: all.length,
    media: media.length,
  })
  const officer = await office.as('cmi4.officer')
  await take(office, published.id, 'cmi4.officer', { type: 'REPORT_ERROR', error: 'แนบไฟล์ผิด' })
  const next = await bring(officer, published.id, 'ใหม่.pdf', pdf({ size: 3000 }))
  await rewrite(officer, published.id, contentOf({ title: 'ประกาศทดสอบ แก้ไขแล้ว', attachments: [next] }))
  await take(office, published.id, 'cmi4.officer', { type: 'CORRECT' })
  const corrected = await told()
  const changed = await (await fetch(corrected.url ?? url)).text()
  expect(
    'a correction is brought to the same page',
    corrected.url === first.url && changed.includes('แก้ไขแล้ว'),
    corrected,
  )
  expect('the file before is gone', (await fetch(files[0] ?? url)).status === 404, files)
  const newest = /href="([^"]+\.pdf)"/.exec(changed)?.[1] ?? url
  const reasons = { grounds: [], text: 'ประกาศผิดฉบับ' }
  await take(office, published.id, 'cmi4.webmaster', { type: 'TAKE_DOWN', reasons })
  const ended = await told()
  expect('it comes down', ended.status === 'done' && ended.url === null, ended)
  const gone = await fetch(first.url ?? url)
  expect('its page is gone', gone.status === 404 || !(await gone.text()).includes('แก้ไขแล้ว'), gone.status)
  expect('its file is gone', (await fetch(newest)).status === 404, newest)
  const [draft] = await posts()
  expect(
    'it is a draft',
    draft?.status === 'draft' && (await of('media?per_page=100&context=edit')).length === 0,
    draft?.status,
  )
  await admin('PATCH', `${at}/${id}`, { password: 'wrong wrong wrong' })
  const refused = (await admin('POST', `${at}/${id}/test`)).body
  expect('a wrong password is told', refused.ok === false && refused.message.th.includes('รหัสผ่าน'), refused)
}

type Row = { id: number; status: string; categories?: number[]; meta?: { prakat_item?: string } }

async function ofSite({ url, username, password }: Site, pretty: boolean, path: string): Promise<Row[]> {
  const address = pretty
    ? `${url}/wp-json/wp/v2/${path}`
    : `${url}/?rest_route=/wp/v2/${path.replace('?', '&')}`
  const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
  const answer = await fetch(address, { headers: { authorization } })
  if (!answer.ok) throw new Error(`${address}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as Row[]
}

if (missing.length > 0)
  console.log(
    `There is no WordPress on this machine (${missing.join(', ')}; apt-get install wordpress php-cli php-mysql php-gd php-xml php-mbstring mariadb-server): left out.\n0 passed, 0 failed, 1 skipped`,
  )
else {
  const directory = await mkdtemp(join(tmpdir(), 'prakat-wordpress-'))
  const started: ChildProcess[] = []
  try {
    for (const pretty of [true, false]) await tryOn(await startSite(directory, pretty, started), pretty)
  } finally {
    for (const one of started.reverse()) {
      if (one.spawnfile === parts.php && one.pid !== undefined) process.kill(-one.pid, 'SIGTERM')
      else one.kill('SIGTERM')
      if (one.exitCode === null && one.signalCode === null)
        await new Promise((resolve) => one.once('exit', resolve))
    }
    await rm(directory, { recursive: true, force: true })
  }
  console.log(`${passed} passed, ${failed} failed`)
  if (failed > 0) process.exitCode = 1
}
