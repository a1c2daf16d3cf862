import { defineWords } from '../lib/i18n/define-words.ts'
import { en } from './lifecycle-words-en.ts'
import { th } from './lifecycle-words-th.ts'

export const useActivationWords = defineWords(th, en)
