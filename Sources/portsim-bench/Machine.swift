/// What the figures were measured on: without it they say nothing.
struct Machine: Equatable {
    let cores: Int
    let processor: String
    let kernel: String
    /// The kind of file system that run files are written to.
    let fileSystem: String
    /// Processes that wanted a core in the minute before the bench, as /proc/loadavg says.
    let loadBefore: String

    /// Asks /proc.
    ///
    /// - Parameter directory: where run files are written.
    init(directory: String) {
        self.init(
            processors: ByteFile.text("/proc/cpuinfo") ?? "",
            kernel: ByteFile.text("/proc/sys/kernel/osrelease") ?? "",
            load: ByteFile.text("/proc/loadavg") ?? "",
            mounts: ByteFile.text("/proc/self/mounts") ?? "",
            directory: directory
        )
    }

    /// Reads the texts of /proc; what they do not say is `unknown`.
    init(processors: String, kernel: String, load: String, mounts: String, directory: String) {
        let lines = processors.split(separator: "\n")
        cores = lines.count { $0.hasPrefix("processor") }
        let model = lines.first { $0.hasPrefix("model name") }?.split(separator: ":", maxSplits: 1).last
        processor = model.map { Machine.word($0.drop { $0 == " " }) } ?? "unknown"
        self.kernel = Machine.word(kernel[...])
        loadBefore = Machine.word(load.prefix { $0 != " " })
        fileSystem = Machine.fileSystem(of: directory, mounts: mounts)
    }

    /// One line.
    var text: String {
        "\(cores) × \(processor), Linux \(kernel), run files on \(fileSystem), load before \(loadBefore)"
    }

    // The last mount at the longest path above the directory is what one sees there.
    private static func fileSystem(of directory: String, mounts: String) -> String {
        var found = (path: "", kind: "unknown")
        for line in mounts.split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard fields.count > 2 else { continue }
            let path = String(fields[1])
            let isAbove = path == "/" || directory == path || directory.hasPrefix(path + "/")
            if isAbove, path.utf8.count >= found.path.utf8.count { found = (path, String(fields[2])) }
        }
        return found.kind
    }

    private static func word(_ text: Substring) -> String {
        let word = text.prefix { $0 != "\n" }
        return word.isEmpty ? "unknown" : String(word)
    }
}
