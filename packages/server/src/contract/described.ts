import { z } from 'zod'

/** What documentation says of a schema beside its form; an `id` makes it a named one. */
type Description = {
  id?: string
  description?: string
  type?: 'integer'
  minimum?: number
  maximum?: number
  default?: number
}

/** The descriptions of this contract, apart from those of other schemas in the same process. */
export const described = z.registry<Description>()
