import JSONKit
import Testing

struct JSONObjectTests {
    @Test func `members keep their order`() {
        var object: JSONObject = ["b": 1, "a": 2]
        object["c"] = 3
        object["b"] = 4
        #expect(object.keys == ["b", "a", "c"])
        #expect(object["b"] == 4)
        object["a"] = nil
        object["zzz"] = nil
        #expect(object.keys == ["b", "c"])
        #expect(object.count == 2)
        #expect(!object.isEmpty)
        #expect(JSONObject().isEmpty)
    }

    @Test func `a key that occurs again takes the later value at the earlier place`() {
        let object = JSONObject([("a", 1), ("b", 2), ("a", 3), ("a", 4), ("b", 5), ("c", 6)])
        #expect(object.keys == ["a", "b", "c"])
        #expect(object == ["a": 4, "b": 5, "c": 6])
    }

    @Test func `objects are equal in whatever order`() {
        #expect(["a": 1, "b": [2]] as JSONObject == ["b": [2], "a": 1])
        #expect(["a": 1] as JSONObject != ["a": 2])
        #expect(["a": 1] as JSONObject != ["b": 1])
        #expect(["a": 1] as JSONObject != ["a": 1, "b": 1])
        #expect(["\u{E9}": 1] as JSONObject != ["e\u{301}": 1])
    }

    @Test(arguments: [0, 1, 15, 16, 17, 18, 300])
    func `every key is found among few and many`(count: Int) {
        let keys = (0..<count).map { "key \(($0 * 7_919) % 10_007)" }
        let whole = JSONObject(
            keys.enumerated().map { (key: $0.element, value: .number(JSONNumber($0.offset))) }
        )
        var grown = JSONObject()
        for (position, key) in keys.enumerated() { grown[key] = .number(JSONNumber(position)) }
        for (position, key) in keys.enumerated() {
            #expect(whole[key]?.int64 == Int64(position))
            #expect(grown[key]?.int64 == Int64(position))
        }
        #expect(whole["key"] == nil)
        #expect(grown["key 99999"] == nil)
        #expect(whole == grown)
        #expect(JSONObject(whole.members.reversed()) == whole)
    }

    @Test func `many keys shrink to few and grow again`() {
        var object = JSONObject()
        for index in 0..<20 { object["k\(index)"] = .number(JSONNumber(index)) }
        for index in 0..<15 { object["k\(index)"] = nil }
        #expect(object.keys == (15..<20).map { "k\($0)" })
        for index in 0..<15 { object["k\(index)"] = true }
        #expect(object["k19"] == 19)
        #expect(object["k14"] == true)
        #expect(object.count == 20)
    }

    @Test func `many keys that only look alike stay apart`() {
        let keys = (0..<40).map { $0.isMultiple(of: 2) ? "\u{E9}\($0 / 2)" : "e\u{301}\($0 / 2)" }
        let object = JSONObject(keys.map { (key: $0, value: .string($0)) })
        #expect(object.count == 40)
        for key in keys { #expect(object[key] == .string(key)) }
    }
}
