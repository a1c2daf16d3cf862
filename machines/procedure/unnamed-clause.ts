/** The clause of what nobody has given one yet. */
export const unnamedClause = 'ยังไม่ได้ระบุข้อ'

/** How the clause of what the document does not say begins. */
export const beyondDocument = 'เพิ่มเติมจาก'
/** The clause of a part that is added to what has this clause. */
export const addedTo = (clause: string): string => {
  if (clause.startsWith(beyondDocument)) return clause
  return ['', unnamedClause].includes(clause)
    ? `${beyondDocument}เอกสาร`
    : `${beyondDocument}เอกสาร ${clause.startsWith('(') ? clause : `(${clause})`}`
}
