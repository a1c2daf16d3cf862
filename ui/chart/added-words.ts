import { useLanguage } from '../lib/i18n/i18n.ts'
import { useChartWords } from './words.ts'

/**
 * Gives "เพิ่มเติมจากเอกสาร" for what the document does not say, and nothing where the clause says so itself, in the
 * document's own name ("เพิ่มเติมจากกรอบแนวทาง"). Clauses are Thai: English says it in any case.
 */
export function useAddedWords(): (given: { source: 'document' | 'added' | null; clause: string }) => string {
  const words = useChartWords()
  const language = useLanguage()
  const thai = language === 'th'
  return ({ source, clause }) =>
    source !== 'added' || (thai && clause.includes('เพิ่มเติมจาก')) ? '' : words('added')
}
