import { EmptyState } from '../components/index.ts';

/** What waits for the one who is signed in. */
export function HomePage() {
  return (
    <>
      <h1>What needs you</h1>
      <EmptyState title="Nothing needs you today">
        <p>Articles that come in, and editions that wait for your approval, are listed here.</p>
      </EmptyState>
    </>
  );
}
