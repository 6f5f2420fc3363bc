extension Console {
    /// The console of this process, on its real descriptors.
    package static func ofThisProcess(settings: ConsoleSettings) -> Console {
        Console(
            output: FileDescriptor.standardOutput,
            error: FileDescriptor.standardError,
            settings: settings,
            columns: {
                (FileDescriptor.standardOutput.terminalColumns, FileDescriptor.standardError.terminalColumns)
            }
        )
    }
}
