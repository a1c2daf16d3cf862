import { defineWords } from '../lib/i18n/define-words.ts'
import { en } from './words-en.ts'
import { th } from './words-th.ts'

export const useActivationWords = defineWords('activation', th, en)
