import Glibc

/// A program that the bench compares with, or needs to compare at all.
enum Peer: String, CaseIterable {
    case nginx
    case wrk
    case hey
    case curl
    case python3

    /// Where the program is, or nil when this machine has none.
    var path: String? {
        let searchPath = unsafe getenv("PATH").map { unsafe String(cString: $0) } ?? ""
        return path(in: searchPath)
    }

    private static let serverDirectories = ["/usr/sbin", "/usr/local/sbin"]

    /// The first of the search path's directories that has the program.
    ///
    /// Debian keeps servers in directories that are on the path of root alone; these come last.
    func path(in searchPath: String) -> String? {
        let directories = searchPath.split(separator: ":").map(String.init) + Peer.serverDirectories
        return directories.map { "\($0)/\(rawValue)" }.first(where: ByteFile.isExecutable)
    }

    /// What a row says when the program is not there.
    var absence: String {
        switch self {
        case .nginx, .wrk, .hey, .curl: "no \(rawValue) on the PATH"
        case .python3: "no python3 with orjson"
        }
    }
}
