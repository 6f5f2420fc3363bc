import Crypto  // swift-crypto; on Apple's systems CryptoKit
import Foundation

/// Bodies that were acknowledged and wait for the worker.
///
/// A table or a queue service does as well, if it is durable. The worker, a
/// process of its own, reads the files, does the work and removes each when it
/// is done: what fails stays and is tried again.
struct Inbox {
    let folder: URL
    let waitingMax = 10_000

    /// Keeps a verified body and returns the status to answer, at once.
    func acknowledge(id: String, body: Data) throws -> Int {
        let files = FileManager.default
        let names = try files.contentsOfDirectory(atPath: folder.path)
        // Better than an answer that is too late: 503 is sent again.
        guard names.count < waitingMax else { return 503 }
        // A hash, since an id is a stranger's text and no file name.
        let name = SHA256.hash(data: Data(id.utf8)).map(String.init)
        let place = folder.appendingPathComponent(
            "\(name.joined(separator: "-")).json"
        )
        // A duplicate is a success.
        guard !files.fileExists(atPath: place.path) else { return 200 }
        let part = folder.appendingPathComponent("\(UUID()).part")
        try body.write(to: part)
        // On the disk before the answer: after a 200 nobody sends it again.
        let handle = try FileHandle(forUpdating: part)
        try handle.synchronize()
        try handle.close()
        try files.moveItem(at: part, to: place)
        return 200
    }
}
