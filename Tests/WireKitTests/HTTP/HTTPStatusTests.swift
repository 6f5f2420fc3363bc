import Testing
import WireKit

struct HTTPStatusTests {
    @Test func `the registered statuses are in order, each once, each with a phrase`() {
        let codes = HTTPStatus.registered.map(\.code)
        #expect(codes == Set(codes).sorted())
        for status in HTTPStatus.registered {
            #expect(!status.phrase.isEmpty)
            #expect(HTTPStatus(status.code).phrase == status.phrase)
        }
    }

    @Test func `a code without a name has no phrase`() {
        #expect(HTTPStatus(299).phrase == "")
        #expect(HTTPStatus(999).code == 999)
    }

    @Test func `success is 200 to 299`() {
        #expect((100...999).filter { HTTPStatus($0).isSuccess } == Array(200...299))
    }

    @Test func `statuses are compared by their codes`() {
        #expect(HTTPStatus(404) == .notFound)
        #expect(HTTPStatus(404) != .gone)
        #expect(Set([HTTPStatus.ok, HTTPStatus(200)]).count == 1)
    }

    @Test func `a code of two digits traps`() async {
        await #expect(processExitsWith: .failure) { _ = HTTPStatus(99) }
    }
}
