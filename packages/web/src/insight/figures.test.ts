import { expect, it } from 'vitest'
import { figure, percent, timeTaken } from './figures.ts'

it.each([[0, '0 sec'], [31.06, '31 sec'], [59.4, '59 sec'], [60, '1 min'], [2868.58, '48 min'], [3600, '1 hour'], [8640, '2.4 hours'], [86_400, '1 day'], [267_840, '3.1 days'], [3_888_000, '45 days'], [108_000_000, '1,250 days']])(
  '%d seconds are %s', (seconds, words) => expect(timeTaken(seconds)).toBe(words))

it.each([[0, '0%'], [0.001, '1%'], [0.8824, '88%'], [0.997, '99%'], [1, '100%']])('a share of %d is %s', (share, words) => expect(percent(share)).toBe(words))

it('parts thousands', () => expect(figure(8577)).toBe('8,577'))
