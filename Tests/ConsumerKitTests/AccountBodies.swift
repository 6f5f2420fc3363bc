/// Bodies of an account service as 001 and 003 show them, written here anew.
enum AccountBodies {
    /// An event with the members of its `data`.
    static func event(_ type: String, id: String, second: Int = 0, _ data: String) -> [UInt8] {
        let time = "2026-01-15T12:\(two(30 + second / 60)):\(two(second % 60))Z"
        return Array(#"{"id":"\#(id)","type":"\#(type)","created_at":"\#(time)","data":{\#(data)}}"#.utf8)
    }

    static func user(_ action: String, id: String, second: Int = 0, status: String = "active") -> [UInt8] {
        let data = #""id":"user_1","name":"John Doe","email":"john@example.com","status":"\#(status)""#
        return event("user.\(action)", id: id, second: second, data)
    }

    static func project(
        _ action: String,
        id: String,
        project: String = "proj_1",
        second: Int = 0,
        status: String = "active"
    ) -> [UInt8] {
        let data = #""id":"\#(project)","user_id":"user_1","name":"Site","status":"\#(status)""#
        return event("project.\(action)", id: id, second: second, data)
    }

    static func file(id: String, file: String = "file_1", project: String = "proj_1") -> [UInt8] {
        let names = #""project_id":"\#(project)","name":"a.pdf","size":12"#
        return event("file.uploaded", id: id, #""id":"\#(file)","user_id":"user_1",\#(names)"#)
    }

    static func payment(_ status: String, id: String, payment: String = "pay_1") -> [UInt8] {
        let reason = status == "failed" ? #","reason":"card declined""# : ""
        let sum = #""amount":19.99,"currency":"EUR","status":"\#(status)"\#(reason)"#
        return event("payment.\(status)", id: id, #""id":"\#(payment)","user_id":"user_1",\#(sum)"#)
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
