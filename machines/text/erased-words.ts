/** What stands where a name or a text was erased by order. */
export const erasedWords = '[ลบข้อมูลส่วนบุคคลแล้ว]'
