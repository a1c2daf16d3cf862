import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { credentialsOf, setCredential } from '../../db/integrations.ts'
import type { Db } from '../../db/open.ts'
import type { Config } from '../process/config.ts'

export type Credentials = {
  /** Seals a secret for one owner: another row cannot be given it. */
  seal(secret: string, owner: string): string
  /** Throws `CredentialLost` where it was sealed by a key that is not there, for another owner, or altered. */
  open(sealed: string, owner: string): string
  /** Whether it is sealed by the present key. */
  isPresent(sealed: string): boolean
}

/** The secret cannot be read any more: it has to be typed anew. Its message holds nothing of it. */
export class CredentialLost extends Error {
  constructor() {
    super('A credential cannot be opened with the present keys')
  }
}

type Key = { id: string; bytes: Buffer }

/**
 * Seals with AES-256-GCM, by a key that is derived from PRAKAT_SECRET; in demo mode, whose secret is public, from one of
 * its own that is made in the server's directory, for its account alone, when it is first needed.
 */
export function createCredentials(
  config: Pick<Config, 'mode' | 'secret' | 'formerSecrets' | 'data'>,
): Credentials {
  let keys: [Key, ...Key[]] | undefined
  const known = () => {
    keys ??= [
      keyOf(config.mode === 'demo' ? secretOfDemo(config.data) : config.secret),
      ...config.formerSecrets.map(keyOf),
    ]
    return keys
  }
  return {
    seal: (secret, owner) => {
      const [key] = known()
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key.bytes, iv).setAAD(Buffer.from(owner))
      const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return ['1', key.id, iv.toString('base64url'), sealed.toString('base64url')].join('.')
    },
    open: (sealed, owner) => {
      const [form, id, iv = '', text = ''] = sealed.split('.')
      const key = known().find((one) => one.id === id)
      const bytes = Buffer.from(text, 'base64url')
      if (form !== '1' || !key || bytes.length < 16) throw new CredentialLost()
      try {
        const decipher = createDecipheriv('aes-256-gcm', key.bytes, Buffer.from(iv, 'base64url'))
          .setAAD(Buffer.from(owner))
          .setAuthTag(bytes.subarray(-16))
        return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString('utf8')
      } catch {
        throw new CredentialLost()
      }
    },
    isPresent: (sealed) => sealed.split('.')[1] === known()[0].id,
  }
}

function keyOf(secret: string): Key {
  const bytes = Buffer.from(hkdfSync('sha256', secret, 'prakat', 'credentials of integrations', 32))
  return { bytes, id: createHash('sha256').update(bytes).digest('hex').slice(0, 12) }
}

function secretOfDemo(data: string): string {
  const file = join(data, 'credentials.key')
  try {
    writeFileSync(file, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error
  }
  return readFileSync(file, 'utf8')
}

/** Seals by the present key what a former one still opens; answers how many, and how many nothing opens. */
export async function renewCredentials(
  db: Db,
  credentials: Credentials,
): Promise<{ renewed: number; lost: number }> {
  const told = { renewed: 0, lost: 0 }
  for (const { office, id, credential } of await credentialsOf(db)) {
    if (credentials.isPresent(credential)) continue
    try {
      await setCredential(db, { office, id }, credentials.seal(credentials.open(credential, id), id))
      told.renewed += 1
    } catch (error) {
      if (!(error instanceof CredentialLost)) throw error
      told.lost += 1
    }
  }
  return told
}
