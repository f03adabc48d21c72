import { useNavigate } from '@tanstack/react-router'
import { useKeys } from '../look/keys.ts'
import type { IconName } from '../look/icon.tsx'

/** The screens one can go to from anywhere, with the second key after G. */
export const PLACES: { key: string; to: '/my-work' | '/team' | '/start' | '/insight'; words: string; short: string; icon: IconName }[] = [
  { key: 'w', to: '/my-work', words: 'My work', short: 'My work', icon: 'list' },
  { key: 't', to: '/team', words: 'Team', short: 'Team', icon: 'people' },
  { key: 's', to: '/start', words: 'Start a case', short: 'Start', icon: 'plus' },
  { key: 'i', to: '/insight', words: 'Insight', short: 'Insight', icon: 'chart' },
]

/** G and then a letter goes to a screen. */
export function useGoToKeys(): void {
  const navigate = useNavigate()
  useKeys(Object.fromEntries(PLACES.map((place) => [`g ${place.key}`, () => void navigate({ to: place.to })])))
}
