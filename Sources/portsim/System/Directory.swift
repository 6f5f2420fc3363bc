import Glibc

/// Folders: the names in one, and the one that this process is in.
enum Directory {
    /// The folder that this process is in; nil where it was removed.
    static var current: String? {
        var space = [CChar](repeating: 0, count: Int(PATH_MAX))
        guard unsafe getcwd(&space, space.count) != nil else { return nil }
        return String(decoding: space.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// Makes a folder for this user alone, whose name begins so; nil where it cannot be made.
    static func makeTemporary(_ beginning: String) -> String? {
        var template = Array("\(beginning)XXXXXX".utf8CString)
        guard unsafe mkdtemp(&template) != nil else { return nil }
        return String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// The names in a folder but those that begin with a point, in the order of their bytes.
    static func names(in path: String) throws(InputFileError) -> [String] {
        guard let directory = unsafe opendir(path) else {
            throw InputFileError(path: path, errorNumber: errno)
        }
        defer { _ = unsafe closedir(directory) }
        var names: [String] = []
        while let entry = unsafe readdir(directory) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    }
}
