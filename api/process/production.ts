// Express and what else asks for NODE_ENV then does without the checks of development. To be imported first: some read it
// only once. Vite and React on the developer's screens (`--dev`) need the checks.
if (!process.argv.includes('--dev')) process.env.NODE_ENV ??= 'production'
