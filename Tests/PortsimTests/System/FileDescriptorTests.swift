import Glibc
import TestSupport
import Testing

@testable import portsim

@Suite struct FileDescriptorTests {
    @Test func `a file takes bytes and is no terminal`() throws {
        let directory = TemporaryDirectory()
        let path = directory.path("file")
        let number = unsafe open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        defer { close(number) }
        let descriptor = FileDescriptor(number: number)
        #expect(descriptor.write([1, 2, 3, 4][1..<3]) == .wrote(count: 2))
        #expect(FileTree.read(path) == [2, 3])
        #expect(!descriptor.isTerminal)
        #expect(descriptor.terminalColumns == nil)
    }

    @Test func `a descriptor that is not open says so`() {
        #expect(FileDescriptor(number: -1).write([1]) == .failed(errorNumber: EBADF))
    }

    @Test func `a terminal tells its width once it has one`() throws {
        let number = unsafe open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        try #require(number >= 0)
        defer { close(number) }
        let descriptor = FileDescriptor(number: number)
        #expect(descriptor.isTerminal)
        #expect(descriptor.terminalColumns == nil)
        var size = winsize(ws_row: 24, ws_col: 123, ws_xpixel: 0, ws_ypixel: 0)
        try #require(unsafe ioctl(number, UInt(TIOCSWINSZ), &size) == 0)
        #expect(descriptor.terminalColumns == 123)
    }

    @Test func `a full pipe is waited for`() throws {
        var ends: [Int32] = [-1, -1]
        try #require(unsafe pipe(&ends) == 0)
        defer { for end in ends { close(end) } }
        _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
        let descriptor = FileDescriptor(number: ends[1])
        let page = [UInt8](repeating: 0, count: 65_536)
        while descriptor.write(page[...]) != .failed(errorNumber: EAGAIN) {}
        var space = [UInt8](repeating: 0, count: 1 << 20)
        #expect(unsafe read(ends[0], &space, space.count) > 0)
        descriptor.waitUntilWritable()
        #expect(descriptor.write([1]) == .wrote(count: 1))
    }
}
