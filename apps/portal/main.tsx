import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { questions } from '../../kit/ui/ask.ts'
import { TransfersContext } from '../../kit/ui/import/transfers.ts'
import { KitProvider } from '../../kit/ui/provider.tsx'
import { router } from './router.tsx'
import { meQuestion, SessionProvider } from './session.tsx'
import { transfers } from './transfers.ts'
import './shell.css'

const client = questions((c) => void c.invalidateQueries({ queryKey: meQuestion }))

// After an update the parts that an open page still asks for are gone: load the new page, once a minute at most.
addEventListener('vite:preloadError', () => {
  const last = Number(sessionStorage.getItem('jianheng.reloaded') ?? 0)
  if (Date.now() - last < 60_000) return
  sessionStorage.setItem('jianheng.reloaded', String(Date.now()))
  location.reload()
})

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <KitProvider client={client}>
      <TransfersContext value={transfers}>
        <SessionProvider>
          <RouterProvider router={router} />
        </SessionProvider>
      </TransfersContext>
    </KitProvider>
  </StrictMode>,
)
