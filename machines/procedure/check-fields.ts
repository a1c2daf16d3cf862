import { canBeShown, type FormField } from './procedure.ts'
import { type Problem, problem } from './procedure-problem.ts'

type Shape = Omit<FormField, 'name'>

/** What of a field does not fit its type: columns, how many rows, and whether the public sees it. */
export function fieldShapeProblems(place: string, field: Shape, holder: 'form' | 'event'): Problem[] {
  const { type, columns, mostRows, shown } = field
  const problems: Problem[] = []
  const wrong = (key: string, th: string, en: string) =>
    problems.push(problem(`${place}.${key}`, 'invalid_shape', th, en))
  if (type === 'table') {
    if (!columns)
      problems.push(
        problem(`${place}.columns`, 'missing_field', 'ตารางยังไม่มีคอลัมน์', 'the table has no columns'),
      )
    problems.push(...columnProblems(place, columns ?? []))
  } else {
    if (columns) wrong('columns', 'คอลัมน์มีได้เฉพาะในตาราง', 'only a table has columns')
    if (mostRows !== undefined) wrong('mostRows', 'จำนวนแถวมีได้เฉพาะในตาราง', 'only a table has rows')
  }
  if (shown && holder === 'event')
    wrong('shown', 'สิ่งที่ประชาชนเห็นต้องเป็นช่องของแบบฟอร์ม', 'what the public sees must be a field of the form')
  else if (shown && !canBeShown(type))
    wrong(
      'shown',
      'กำหนดให้ประชาชนเห็นได้เฉพาะตาราง ข้อความจัดรูปแบบ ข้อความบรรทัดเดียว และวันที่',
      'only a table, a text with structure, a line of text or a date can be marked as shown to the public',
    )
  return problems
}

function columnProblems(place: string, columns: NonNullable<Shape['columns']>): Problem[] {
  const seen = new Set<string>()
  return columns.flatMap(({ name, type, options, sum }, index) => {
    const at = `${place}.columns.${index}`
    const problems: Problem[] = []
    if (seen.has(name))
      problems.push(problem(`${at}.name`, 'duplicate_name', `ชื่อ "${name}" ซ้ำ`, `"${name}" stands twice`))
    seen.add(name)
    if (type === 'select' && !options)
      problems.push(
        problem(`${at}.options`, 'missing_field', 'ไม่มีตัวเลือกให้เลือก', 'there are no options to choose from'),
      )
    if (type !== 'select' && options)
      problems.push(
        problem(
          `${at}.options`,
          'invalid_shape',
          'ตัวเลือกมีได้เฉพาะในคอลัมน์ชนิดเลือกหนึ่งข้อ',
          'only a column of one choice has options',
        ),
      )
    if (sum && type !== 'number')
      problems.push(
        problem(
          `${at}.sum`,
          'invalid_shape',
          'รวมยอดได้เฉพาะคอลัมน์ตัวเลข',
          'only a column of numbers has a sum',
        ),
      )
    return problems
  })
}
