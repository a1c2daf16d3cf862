import { defineWords } from '../../../lib/i18n/define-words.ts'
import { editorEnglish } from './words-en.ts'
import { editorThai } from './words-th.ts'

export const useEditorWords = defineWords(editorThai, editorEnglish)
