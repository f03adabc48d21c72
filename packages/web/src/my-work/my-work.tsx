export function MyWork() { return <main className="page" id="work" tabIndex={-1}><h1>MyWork</h1></main> }
