export default function Palette({ close }: { close: () => void }) { void close; return null }
