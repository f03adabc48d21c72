export function StartCase() { return <main className="page" id="work" tabIndex={-1}><h1>StartCase</h1></main> }
