/** The clause of what nobody has given one yet. */
export const unnamedClause = 'ยังไม่ได้ระบุข้อ'
