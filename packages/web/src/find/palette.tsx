import { Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useId, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { useFocusReturn } from '../look/focus-return.ts'
import { Icon } from '../look/icon.tsx'
import { useKeys } from '../look/keys.ts'
import { findingsOf } from './findings.ts'
import type { Finding } from './findings.ts'
import classes from './palette.module.css'
import { LEAST_LETTERS, nothingFoundWords, searchQuery, useStill } from './search.ts'

/** One field for people, homes, cases and things to do; Enter opens what is picked. */
export default function Palette({ close }: { close: () => void }) {
  const [words, setWords] = useState('')
  const [picked, setPicked] = useState(0)
  const sought = useStill(words)
  const search = useQuery(searchQuery(sought))
  const listId = useId()
  const go = useGo(close)
  useFocusReturn()
  useKeys({}, { over: true })
  const findings = findingsOf(words, words.trim().length >= LEAST_LETTERS ? (search.data?.results ?? []) : [])
  useEffect(() => setPicked(0), [sought])

  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) setPicked((now) => Math.min(findings.length - 1, Math.max(0, now + step)))
    else if (event.key === 'Enter' && findings[picked]) go(findings[picked])
    else return
    event.preventDefault()
  }
  return (
    <Modal opened onClose={close} withCloseButton={false} padding={0} size="38rem" yOffset="10vh" centered={false} title="Find and do" classNames={{ content: classes.content, header: 'sr' }}>
      <div className={classes.field}>
        <Icon name="search" />
        <input
          data-autofocus
          role="combobox"
          aria-label="Find a person, home or case"
          aria-expanded={findings.length > 0}
          aria-controls={listId}
          aria-activedescendant={findings[picked] ? `${listId}-${picked}` : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder="Name, address or reference"
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      <ul id={listId} role="listbox" aria-label="Found" className={classes.list}>
        {findings.map((finding, index) => (
          <Found key={finding.key} finding={finding} id={`${listId}-${index}`} picked={index === picked} heading={findings[index - 1]?.group !== finding.group} go={go} />
        ))}
      </ul>
      <p className={classes.foot} role="status">{footWords({ words, busy: search.isFetching, found: search.data?.results.length, guessed: search.data?.guessed, failed: search.isError })}</p>
    </Modal>
  )
}

function Found({ finding, id, picked, heading, go }: { finding: Finding; id: string; picked: boolean; heading: boolean; go: (finding: Finding) => void }) {
  return (
    <>
      {heading ? <li role="presentation" className={classes.heading}>{finding.group}</li> : null}
      <li id={id} role="option" aria-selected={picked} className={classes.found} onClick={() => go(finding)}>
        <Icon name={finding.icon} />
        <span>{finding.label} <small>{finding.detail}</small></span>
        {picked ? <kbd>Enter</kbd> : null}
      </li>
    </>
  )
}

function useGo(close: () => void) {
  const navigate = useNavigate()
  return (finding: Finding) => {
    close()
    if ('ref' in finding.to) void navigate({ to: '/cases/$ref', params: { ref: finding.to.ref } })
    else if ('record' in finding.to) void navigate({ to: finding.to.record, params: { id: finding.to.id } })
    else void navigate({ to: finding.to.place })
  }
}

function footWords({ words, busy, found, guessed, failed }: { words: string; busy: boolean; found: number | undefined; guessed: boolean | undefined; failed: boolean }): string {
  if (words.trim().length < LEAST_LETTERS) return 'Spelling need not be right.'
  if (failed) return 'The search did not answer. Try again.'
  if (busy) return 'Looking…'
  if (found === 0) return nothingFoundWords(words)
  return guessed ? `spelt like “${words.trim()}”` : 'Enter opens'
}
