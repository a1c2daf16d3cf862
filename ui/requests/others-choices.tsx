import type { ChoiceView } from '../../api/http/contract.ts'
import { useCapacity } from '../chart/capacity.tsx'
import { keepWords } from '../lib/keep-words.ts'
import { useText } from '../lib/text.ts'
import { useRequestWords } from './words.ts'

/** What is not mine to do: who can, by post and name, and the sentence that says why I cannot. */
export function OthersChoices({ choices }: { choices: ChoiceView[] }) {
  const words = useRequestWords()
  const text = useText()
  const capacity = useCapacity()
  if (choices.length === 0) return null
  const byPost = new Map<string, string[]>()
  for (const choice of choices) {
    const who = choice.who.map(({ title }) => text(title)).join(' / ')
    byPost.set(who, [...(byPost.get(who) ?? []), text(choice.title)])
  }
  const summary = [...byPost]
    .map(([who, titles]) => `${who} (${[...new Set(titles)].join(words('either'))})`)
    .join(' · ')
  return (
    <details className="others">
      <summary>{keepWords(`${words('others')}: ${summary}`)}</summary>
      <ul>
        {choices.map((choice) => (
          <li key={`${choice.type} ${choice.target}`}>
            <strong>{text(choice.title)}</strong>
            {choice.who.map((post) => (
              <p key={post.role}>
                {words('whoCan')}:{' '}
                {post.people.length > 0
                  ? post.people
                      .map(
                        ({ name, capacity: held }) =>
                          `${name} (${capacity({ title: post.title, capacity: held })})`,
                      )
                      .join(', ')
                  : `${text(post.title)} · ${words('noPerson')}`}
              </p>
            ))}
            {choice.refusals.map((refusal) => (
              <p key={`${refusal.code}${refusal.message.en}`} className="request-muted">
                {text(refusal.message)}
              </p>
            ))}
            <p className="request-muted">{choice.clause}</p>
          </li>
        ))}
      </ul>
    </details>
  )
}
