/// Has the processor fetch from main memory what is needed soon, many places at once.
///
/// A crowd is larger than the processor's caches, and whoever is looked at in turn is waited for in turn. Places
/// that are read one right after another, where none tells where the next one is, are waited for together.
struct ReadAhead: Sendable {
    /// Keeps what was read, so that the compiler cannot leave the reading out.
    private var sum: UInt64 = 0

    /// Reads one place; what it holds does not matter.
    @inline(__always)
    mutating func read(_ word: UInt64) { sum &+= word }

    /// Reads one place that holds a signed number.
    @inline(__always)
    mutating func read(_ number: Int64) { read(UInt64(bitPattern: number)) }
}
