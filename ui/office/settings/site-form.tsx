import { useQueryClient } from '@tanstack/react-query'
import { type ChangeEvent, useId, useRef, useState } from 'react'
import type { Given } from '../../../api/http/operations.ts'
import type { SiteView } from '../../../api/http/site-contract.ts'
import {
  colourPattern,
  colourProblem,
  contrastOnSite,
  type SiteColours,
  siteGrounds,
  type Theme,
  usualColours,
} from '../../../machines/offices/site-colours.ts'
import { largestSeal, mostInMenu } from '../../../machines/offices/site-limits.ts'
import { call } from '../../lib/api.ts'
import { Button } from '../../lib/button.tsx'
import { CheckboxInput } from '../../lib/checkbox-input.tsx'
import { keys } from '../../lib/queries.ts'
import { useText } from '../../lib/text.ts'
import { TextInput } from '../../lib/text-input.tsx'
import { SavedForm, useSettings } from './saved-form.tsx'
import { useSiteWords } from './site-words.ts'
import './site-form.css'

type Change = NonNullable<Given<'PATCH /api/offices/{office}/site'>['body']>
type Editable = Pick<SiteView, 'name' | 'colours' | 'contact' | 'menu'>
/** A seal that was chosen and not saved yet: its base64, and null where it is to be taken away. */
type NewSeal = { base64: string; address: string } | null
type Unsaved = Partial<Pick<Editable, 'colours' | 'menu'>> & {
  name?: Partial<Editable['name']>
  contact?: Partial<Editable['contact']>
  seal?: NewSeal
}

/** How the public site of an office looks. What was changed and not saved stays when the settings are loaded again. */
export function SiteForm({ office, site }: { office: string; site: SiteView }) {
  const words = useSiteWords()
  const client = useQueryClient()
  const { changes, change, save, send, wrong } = useSettings({
    revision: site.revision,
    send: ({ seal, ...rest }: Unsaved, ifMatch) => {
      const body: Change = { ...rest, ...(seal !== undefined && { seal: seal?.base64 ?? null }) }
      return call('PATCH /api/offices/{office}/site', { path: { office }, body, ifMatch })
    },
    onConflict: () => void client.invalidateQueries({ queryKey: keys.site(office) }),
    onSaved: (changed) => {
      client.setQueryData(keys.site(office), changed)
      // The name stands on every screen.
      void client.invalidateQueries({ queryKey: keys.session })
      void client.invalidateQueries({ queryKey: keys.office(office) })
      void client.invalidateQueries({ queryKey: keys.auditLog(office) })
    },
  })
  const { seal, ...edited } = changes
  const { colours, menu }: Pick<Editable, 'colours' | 'menu'> = { ...site, ...edited }
  const name = { ...site.name, ...edited.name }
  const contact = { ...site.contact, ...edited.contact }
  const changeName = (part: Unsaved['name']) => change({ name: { ...edited.name, ...part } })
  const changeContact = (part: Unsaved['contact']) => change({ contact: { ...edited.contact, ...part } })
  return (
    <SavedForm save={save} onSave={send} words={words}>
      <p>
        <a href={`/o/${office}`}>{words('look')}</a>
      </p>
      <details className="site-embed">
        <summary>{words('embed')}</summary>
        <p className="settings-muted">{words('embedHelp')}</p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard. */}
        <pre tabIndex={0}>{frameOf(office)}</pre>
      </details>
      <fieldset className="site-part">
        <legend>{words('names')}</legend>
        <TextInput
          label={words('nameTh')}
          value={name.th}
          onChange={(th) => changeName({ th })}
          maxLength={200}
          required
          error={wrong('name.th')}
        />
        <TextInput
          label={words('nameEn')}
          value={name.en}
          onChange={(en) => changeName({ en })}
          maxLength={200}
          required
          error={wrong('name.en')}
        />
      </fieldset>
      <SealPart
        shown={seal === undefined ? site.seal : (seal?.address ?? null)}
        error={wrong('seal')}
        onChange={(chosen) => change({ seal: chosen })}
      />
      <fieldset className="site-part">
        <legend>{words('colours')}</legend>
        <CheckboxInput
          checked={colours !== null}
          onChange={(own) => change({ colours: own ? (site.colours ?? usualColours) : null })}
        >
          {words('coloursOwn')}
        </CheckboxInput>
        <p className="settings-muted">{words('coloursHelp')}</p>
        {colours ? (
          <div className="site-colours">
            {(['light', 'dark'] as const).map((theme) => (
              <ColourInput
                key={theme}
                theme={theme}
                colours={colours}
                error={wrong(`colours.${theme}`)}
                onChange={(changed) => change({ colours: changed })}
              />
            ))}
          </div>
        ) : null}
      </fieldset>
      <fieldset className="site-part">
        <legend>{words('contact')}</legend>
        <TextInput
          label={words('address')}
          lines="many"
          value={contact.address}
          onChange={(address) => changeContact({ address })}
          maxLength={500}
          required={false}
          error={wrong('contact.address')}
        />
        <TextInput
          label={words('telephone')}
          value={contact.telephone}
          onChange={(telephone) => changeContact({ telephone })}
          maxLength={100}
          required={false}
          error={wrong('contact.telephone')}
        />
        <TextInput
          label={words('email')}
          value={contact.email}
          onChange={(email) => changeContact({ email })}
          maxLength={200}
          required={false}
          error={wrong('contact.email')}
        />
      </fieldset>
      <MenuPart menu={menu} onChange={(changed) => change({ menu: changed })} wrong={wrong} />
    </SavedForm>
  )
}

/** What another page of the office holds to show the list of its newest items. */
const frameOf = (office: string): string =>
  `<iframe src="${window.location.origin}/o/${office}/embed" title="ประกาศล่าสุด" width="100%" height="480" loading="lazy" style="border:0"></iframe>`

type SealPartProps = {
  shown: string | null
  error: string | undefined
  onChange: (seal: NewSeal) => void
}

function SealPart({ shown, error, onChange }: SealPartProps) {
  const words = useSiteWords()
  const input = useRef<HTMLInputElement>(null)
  const [unfit, setUnfit] = useState<'sealTooLarge' | 'sealUnreadable'>()
  const problem = unfit ? words(unfit) : error
  const problemId = useId()
  const read = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0]
    // The same file may be chosen again after it was changed.
    event.target.value = ''
    if (!file) return
    setUnfit(file.size > largestSeal ? 'sealTooLarge' : undefined)
    if (file.size > largestSeal) return
    try {
      const address = await dataAddress(file)
      onChange({ base64: address.slice(address.indexOf(',') + 1), address })
    } catch {
      setUnfit('sealUnreadable')
    }
  }
  return (
    <fieldset className="site-part">
      <legend>{words('seal')}</legend>
      <p className="settings-muted">{words('sealHelp')}</p>
      {problem ? (
        <p className="field-error" id={problemId} role="alert">
          {problem}
        </p>
      ) : null}
      <div className="site-seal">
        {shown ? (
          <img src={shown} alt={words('sealNow')} width="96" height="96" />
        ) : (
          <p>{words('sealNone')}</p>
        )}
        <input
          ref={input}
          className="visually-hidden"
          type="file"
          tabIndex={-1}
          accept="image/png,image/jpeg,image/webp"
          aria-label={words('sealChoose')}
          aria-describedby={problem ? problemId : undefined}
          onChange={(event) => void read(event)}
        />
        <Button onPress={() => input.current?.click()}>{words('sealChoose')}</Button>
        {shown ? (
          <Button kind="quiet" onPress={() => onChange(null)}>
            {words('sealRemove')}
          </Button>
        ) : null}
      </div>
    </fieldset>
  )
}

/** A file as a `data:` address, which holds its base64. */
const dataAddress = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })

type ColourInputProps = {
  theme: Theme
  colours: SiteColours
  error: string | undefined
  onChange: (colours: SiteColours) => void
}

/** A colour, by its picker or its code, with how well it is read as one chooses. */
function ColourInput({ theme, colours, error, onChange }: ColourInputProps) {
  const words = useSiteWords()
  const text = useText()
  const colour = colours[theme].toLowerCase()
  const isColour = colourPattern.test(colour)
  const problem = text(colourProblem(theme, colour)) || error
  const { behind } = siteGrounds[theme]
  return (
    <div className="site-colour">
      <TextInput
        label={words(theme)}
        value={colours[theme]}
        onChange={(value) => onChange({ ...colours, [theme]: value })}
        maxLength={7}
        required
        error={problem}
      />
      <input
        type="color"
        value={isColour ? colour : usualColours[theme]}
        aria-label={words('pick', { theme: words(theme) })}
        onChange={(event) => onChange({ ...colours, [theme]: event.target.value })}
      />
      {isColour && !colourProblem(theme, colour) ? (
        <p className="site-sample" style={{ background: behind[1], color: colour }} aria-hidden="true">
          {words('sample')} · {words('contrast', { contrast: contrastOnSite(theme, colour).toFixed(2) })}
        </p>
      ) : null}
    </div>
  )
}

type MenuPartProps = {
  menu: SiteView['menu']
  onChange: (menu: SiteView['menu']) => void
  wrong: (field: string) => string | undefined
}

function MenuPart({ menu, onChange, wrong }: MenuPartProps) {
  const words = useSiteWords()
  const [added, setAdded] = useState(-1)
  type Entry = SiteView['menu'][number]
  const change = (index: number, part: Partial<Entry>) =>
    onChange(menu.map((entry, at) => (at === index ? { ...entry, ...part } : entry)))
  return (
    <fieldset className="site-part">
      <legend>{words('menu')}</legend>
      <p className="settings-muted">{words('menuHelp')}</p>
      {menu.map(({ title, url }, index) => (
        <fieldset
          className="site-entry"
          // biome-ignore lint/suspicious/noArrayIndexKey: an entry has no other identity than its place in the menu.
          key={index}
          aria-label={words('entry', { number: index + 1 })}
        >
          <TextInput
            label={words('entryTh')}
            value={title.th}
            onChange={(th) => change(index, { title: { ...title, th } })}
            maxLength={60}
            required
            autoFocus={index === added}
            error={wrong(`menu.${index}.title.th`)}
          />
          <TextInput
            label={words('entryEn')}
            value={title.en}
            onChange={(en) => change(index, { title: { ...title, en } })}
            maxLength={60}
            required
            error={wrong(`menu.${index}.title.en`)}
          />
          <TextInput
            label={words('entryUrl')}
            type="url"
            value={url}
            onChange={(address) => change(index, { url: address })}
            maxLength={500}
            required
            error={wrong(`menu.${index}.url`)}
          />
          <Button
            kind="quiet"
            aria-label={words('removeEntryOf', { number: index + 1 })}
            onPress={() => onChange(menu.filter((_, at) => at !== index))}
          >
            {words('removeEntry')}
          </Button>
        </fieldset>
      ))}
      {menu.length < mostInMenu ? (
        <div>
          <Button
            onPress={() => {
              setAdded(menu.length)
              onChange([...menu, { title: { th: '', en: '' }, url: '' }])
            }}
          >
            {words('addEntry')}
          </Button>
        </div>
      ) : null}
    </fieldset>
  )
}
