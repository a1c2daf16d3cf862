// Reads a chosen file where it lies, and puts its SHA-256 into the form: the file itself goes nowhere.
{
  const part = document.querySelector('.check-file')
  const chosen = part?.querySelector('input')
  const said = part?.querySelector('output')
  const form = document.querySelector('form.check')
  // A page that came without TLS is given no means to hash.
  if (chosen && crypto.subtle) {
    part.hidden = false
    chosen.addEventListener('change', async () => {
      const [file] = chosen.files
      if (!file) return
      if (file.size > 64 * 1024 * 1024) {
        said.textContent = said.dataset.large
        return
      }
      said.textContent = said.dataset.reading
      const hash = await crypto.subtle.digest('SHA-256', await file.arrayBuffer())
      form.elements.code.value = [...new Uint8Array(hash)]
        .map((byte) => byte.toString(16).padStart(2, '0'))
        .join('')
      form.submit()
    })
  }
}
