// Shows what is found while it is typed or chosen. Without it, the form is sent by its button.
{
  const form = document.querySelector('form.search')
  let waiting
  let latest = 0

  const look = async () => {
    const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ''))
    const address = `${form.getAttribute('action')}?${query}`
    latest += 1
    const mine = latest
    const answer = await fetch(address).catch(() => undefined)
    if (!answer?.ok) return
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    // A slower answer to what was typed before comes too late.
    if (mine !== latest) return
    for (const part of ['.results', '.kinds', '.chosen'])
      document.querySelector(part)?.replaceWith(...page.querySelectorAll(part))
    const found = page.querySelector('.found')
    document.querySelector('.found').replaceChildren(...(found?.childNodes ?? []))
    history.replaceState(null, '', address)
  }

  form?.addEventListener('input', () => {
    clearTimeout(waiting)
    waiting = setTimeout(look, 250)
  })
}
