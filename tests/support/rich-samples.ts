import fc from 'fast-check'

/** What has ever run where it was only to be read, as text, as an address, as the name of a thing. */
export const hostile = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</td></table><svg/onload=alert(1)>',
  '<!--><script>alert(1)</script>-->',
  ']]><script>alert(1)</script>',
  '&lt;script&gt;',
  '&#x3C;script&#x3E;',
  'javascript:alert(1)',
  'JaVa\tScRiPt:alert(1)',
  'data:text/html;base64,PHNjcmlwdD4=',
  'https://a.example/"onclick="alert(1)',
  "https://a.example/'><script>x</script>",
  'https://user@evil.example/',
  'https://www.moe.go.th/?a=1&b=<2>',
  'mailto:a@b.example',
  '\u202Ehttps://gpj.exe\u202C',
  'constructor',
  '__proto__',
  'นำ้ท่วม ๑๒,๐๐๐ บาท www.example.go.th',
]

const words = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...hostile) },
  fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }),
)

/** Texts with structure of every kind, most of them sound, with hostile words in every place that takes any. */
export const richTexts = fc.letrec<{ doc: object; block: object; inline: object; cell: object; row: object }>(
  (tie) => ({
    doc: fc.record({
      type: fc.constant('doc'),
      content: fc.array(tie('block'), { minLength: 1, maxLength: 4 }),
    }),
    inline: fc.oneof(
      fc.record(
        {
          type: fc.constant('text'),
          text: words,
          marks: fc.uniqueArray(
            fc.oneof(
              fc.record({ type: fc.constantFrom('bold', 'italic', 'underline', 'subscript', 'superscript') }),
              fc.record({ type: fc.constant('link'), attrs: fc.record({ href: words }) }),
              fc.record({ type: fc.constant('link'), attrs: fc.record({ href: fc.webUrl() }) }),
            ),
            { selector: ({ type }) => type, minLength: 1, maxLength: 3 },
          ),
        },
        { requiredKeys: ['type', 'text'] },
      ),
      fc.constant({ type: 'hardBreak' }),
    ),
    cell: fc.record({
      type: fc.constantFrom('tableCell', 'tableHeader'),
      content: fc.array(tie('block'), { minLength: 1, maxLength: 2 }),
    }),
    row: fc.record({
      type: fc.constant('tableRow'),
      content: fc.array(tie('cell'), { minLength: 2, maxLength: 2 }),
    }),
    block: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      {
        weight: 20,
        arbitrary: fc.record({
          type: fc.constant('paragraph'),
          content: fc.array(tie('inline'), { minLength: 1, maxLength: 4 }),
        }),
      },
      fc.record({
        type: fc.constant('heading'),
        attrs: fc.record({ level: fc.constantFrom(2, 3, 4) }),
        content: fc.array(tie('inline'), { minLength: 1, maxLength: 2 }),
      }),
      fc.record({
        type: fc.constant('table'),
        attrs: fc.record({ caption: words }),
        content: fc.array(tie('row'), { minLength: 1, maxLength: 3 }),
      }),
      fc.record({
        type: fc.constant('blockquote'),
        content: fc.array(tie('block'), { minLength: 1, maxLength: 2 }),
      }),
      fc.record({
        type: fc.constantFrom('bulletList', 'orderedList'),
        content: fc.array(
          fc
            .array(tie('inline'), { minLength: 1, maxLength: 2 })
            .map((content) => ({ type: 'listItem', content: [{ type: 'paragraph', content }] })),
          { minLength: 1, maxLength: 3 },
        ),
      }),
      // What has no business there.
      { weight: 1, arbitrary: fc.record({ type: words, attrs: fc.dictionary(fc.string(), words) }) },
    ),
  }),
).doc
