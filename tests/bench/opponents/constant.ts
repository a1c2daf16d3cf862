import express from 'express'
import { serve } from './serve.ts'

/** An Express route that sends a constant string of so many bytes, and nothing else. */
const pages = new Map<string, string>()
const app = express()

app.get('/:bytes', (req, res) => {
  const { bytes } = req.params
  const page = pages.get(bytes) ?? 'x'.repeat(Number(bytes))
  pages.set(bytes, page)
  res.type('html').send(page)
})

serve(app)
