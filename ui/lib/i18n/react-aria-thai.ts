type Strings = Record<string, string | ((args: Record<string, string>) => string)>

/** What React Aria says to screen readers, by its package: it ships no Thai. What is not here stays English. */
export const reactAriaThai: Record<string, Strings> = {
  components: { selectPlaceholder: 'เลือก' },
  overlays: { dismiss: 'ปิด' },
  spinbutton: { Empty: 'ว่าง' },
  datepicker: {
    era: 'ศักราช',
    year: 'ปี พ.ศ.',
    month: 'เดือน',
    day: 'วันที่',
    weekday: 'วัน',
    calendar: 'ปฏิทิน',
    selectedDateDescription: ({ date }) => `วันที่ที่เลือก ${date}`,
    rangeUnderflow: ({ minValue }) => `ต้องเป็นวันที่ ${minValue} หรือหลังจากนั้น`,
    rangeOverflow: ({ maxValue }) => `ต้องเป็นวันที่ ${maxValue} หรือก่อนหน้านั้น`,
    unavailableDate: 'เลือกวันนี้ไม่ได้',
  },
  calendar: {
    previous: 'ก่อนหน้า',
    next: 'ถัดไป',
    selectedDateDescription: ({ date }) => `วันที่ที่เลือก ${date}`,
    todayDate: ({ date }) => `วันนี้ ${date}`,
    todayDateSelected: ({ date }) => `วันนี้ ${date} เลือกไว้`,
    dateSelected: ({ date }) => `${date} เลือกไว้`,
    minimumDate: 'วันแรกที่เลือกได้',
    maximumDate: 'วันสุดท้ายที่เลือกได้',
  },
}
