export function SignIn() { return <main className="page" id="work" tabIndex={-1}><h1>SignIn</h1></main> }
