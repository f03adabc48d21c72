export function CaseScreen() { return <main className="page" id="work" tabIndex={-1}><h1>CaseScreen</h1></main> }
