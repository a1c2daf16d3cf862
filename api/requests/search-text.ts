import type { Db } from '../../db/open.ts'
import { setSearchText } from '../../db/publications.ts'
import { nextSearchedOtherwise, setRequestSearchText, setSearched } from '../../db/searched-otherwise.ts'
import { plainTextOf } from '../../machines/text/rich-plain.ts'
import { searchKey } from '../../machines/text/search-key.ts'
import type { Content } from './content.ts'

/** What of a content is searched, as it is searched; its number also with the word by which letters are cited (ที่). */
export const searchTextOf = (content: Content): string => {
  const number = plainTextOf(content.documentNumber)
  return searchKey(
    [content.title, plainTextOf(content.body), number && `ที่ ${number}`].filter(Boolean).join(' '),
  )
}

/** So many requests share a commit; what is committed is not done again when the process ends in between. */
const batch = 500

/** Keeps requests findable that came before `searchKey` was what it is. Answers how many there were. */
export async function renewSearchTexts(db: Db): Promise<number> {
  for (let renewed = 0; ; ) {
    const found = await nextSearchedOtherwise(db, batch)
    if (found.length === 0) return renewed
    await db.transaction().execute(async (trx) => {
      for (const { request, json, publication, publicJson } of found) {
        await setRequestSearchText(trx, request, searchTextOf(JSON.parse(json) as Content))
        if (publication === null || publicJson === null) continue
        await setSearchText(trx, {
          id: publication,
          searchText: searchTextOf(JSON.parse(publicJson) as Content),
        })
      }
      const ids = found.map(({ request }) => request)
      await setSearched(trx, ids)
    })
    renewed += found.length
    await new Promise((resolve) => setImmediate(resolve))
  }
}
