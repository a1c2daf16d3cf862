import { sha256 as sha256OfBytes } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** The SHA-256 of a text's UTF-8, in hexadecimal: in browsers, where Web Crypto would only answer later. */
export const sha256 = (text: string): string => bytesToHex(sha256OfBytes(utf8ToBytes(text)))
