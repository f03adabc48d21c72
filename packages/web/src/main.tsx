import './look/mantine-parts.ts'
import { MantineProvider, localStorageColorSchemeManager } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { onSignedOut } from './api.ts'
import { showSingleLetterHints } from './look/keys.ts'
import { StatusLineProvider } from './look/status-line.tsx'
import { readStored } from './look/stored.ts'
import { cssVariablesResolver, theme } from './look/theme.ts'
import { queryClient, router } from './routes.tsx'

showSingleLetterHints()
onSignedOut(goToSignIn)

createRoot(getRoot()).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      defaultColorScheme="auto"
      colorSchemeManager={localStorageColorSchemeManager({ key: 'casement.scheme' })}
      getStyleNonce={readNonce}
    >
      <QueryClientProvider client={queryClient}>
        <StatusLineProvider>
          <RouterProvider router={router} />
        </StatusLineProvider>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)

function getRoot(): HTMLElement {
  const root = document.getElementById('root')
  if (!root) throw new Error('index.html has no element with the id "root".')
  return root
}

/** The nonce that the server put into the page; without it the style of Mantine's variables would be refused. */
function readNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''
}

/** The session ended: sign in, and come back to the same place. What was typed is kept as drafts. */
function goToSignIn(): void {
  const { pathname, href } = router.state.location
  if (pathname === '/sign-in') return
  queryClient.cancelQueries()
  void router.navigate({ to: '/sign-in', search: { to: href, ...(readStored('signed-in') ? { ended: true } : {}) }, replace: true })
}
