import { createReadStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3'
import type { FileStore } from './file-store.ts'

/** Where an S3-compatible service is, and as whom it is asked. */
export type S3Settings = {
  endpoint: string
  region: string
  bucket: string
  /** Before every key; '' for none. */
  prefix: string
  accessKeyId: string
  secretAccessKey: string
}

/** Files in a bucket of an S3-compatible service, by the same seam. Loaded only where one is set up. */
export function createS3Store({ bucket, prefix, endpoint, region, ...credentials }: S3Settings): FileStore {
  const client = new S3Client({
    endpoint,
    region,
    credentials,
    // What is not AWS seldom answers to a name of the bucket's own.
    forcePathStyle: true,
    // The newer checksums are unknown to many services; the hash in the key is checked by whoever reads.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
  const at = (sha256: string) => ({ Bucket: bucket, Key: `${prefix}${sha256.slice(0, 2)}/${sha256}` })

  const sizeOf = async (sha256: string) =>
    (await orUndefined(client.send(new HeadObjectCommand(at(sha256)))))?.ContentLength

  return {
    put: async (sha256, path) => {
      if ((await sizeOf(sha256)) === undefined) {
        const { size } = await stat(path)
        await client.send(
          new PutObjectCommand({ ...at(sha256), Body: createReadStream(path), ContentLength: size }),
        )
      }
      await rm(path)
    },
    read: async (sha256, range) => {
      const Range = range && `bytes=${range.start}-${range.end}`
      const found = await orUndefined(client.send(new GetObjectCommand({ ...at(sha256), Range })))
      return found?.Body as Readable | undefined
    },
    size: sizeOf,
    remove: async (sha256) => {
      await client.send(new DeleteObjectCommand(at(sha256)))
    },
  }
}

async function orUndefined<Answer>(asked: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404) return undefined
    throw error
  }
}
