import { defineWords } from './define-words.ts'
import { en } from './en.ts'
import { th } from './th.ts'

/** Reads the words that every screen may use. */
export const useCommonWords = defineWords(th, en)
