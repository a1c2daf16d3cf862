import { Button } from 'react-aria-components/Button'
import type { Welcome } from '../../api/http/contract.ts'
import { keepWords } from '../lib/keep-words.ts'
import { useText } from '../lib/text.ts'
import type { useSignIn } from './use-sign-in.ts'
import { useSignInWords } from './words.ts'

type Demo = NonNullable<Welcome['demo']>

/** The people of the demonstration by office; one press signs in as that person. */
export function DemoPeople({ demo, signIn }: { demo: Demo; signIn: ReturnType<typeof useSignIn> }) {
  const words = useSignInWords()
  const text = useText()
  const offices = [...new Set(demo.people.map((person) => person.office))].map(
    (office) => [office, demo.people.filter((person) => person.office === office)] as const,
  )
  return (
    <section className="demo-people" aria-labelledby="demo-people">
      <div>
        <h2 id="demo-people">{words('demoTitle')}</h2>
        <p>{words('demoLead', { password: demo.password })}</p>
      </div>
      {offices.map(([office, people]) => (
        <section className="demo-office" key={office} aria-labelledby={`office-${office}`}>
          <h3 id={`office-${office}`}>{keepWords(text(people[0]?.officeName))}</h3>
          <ul>
            {people.map((person) => (
              <li key={person.username}>
                <Button
                  className="demo-person"
                  isDisabled={signIn.isPending}
                  onPress={() => signIn.mutate({ username: person.username, password: demo.password })}
                >
                  {keepWords(person.name)}
                  <small>
                    {person.position.startsWith(person.name) ? null : (
                      <>
                        {keepWords(person.position)}
                        <br />
                      </>
                    )}
                    {person.username}
                  </small>
                </Button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </section>
  )
}
