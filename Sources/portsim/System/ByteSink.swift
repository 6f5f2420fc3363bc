/// Where bytes go: a file descriptor, or in tests a script of short writes and errors.
package protocol ByteSink: AnyObject {
    /// Writes once, as write(2) does: maybe fewer bytes than given, maybe an error.
    func write(_ bytes: ArraySlice<UInt8>) -> ByteSinkOutcome

    /// Waits until a write that answered EAGAIN can be tried again.
    func waitUntilWritable()
}

/// What one write did.
package enum ByteSinkOutcome: Equatable, Sendable {
    case wrote(count: Int)
    case failed(errorNumber: Int32)
}
