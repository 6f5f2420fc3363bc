import JSONKit

/// Everything one run of the bench found out.
struct BenchReport {
    let machine: Machine
    let size: BenchSize
    /// What the binary calls itself, as in `portsim 0.1.0`.
    let version: String
    let results: [RowResult]

    /// Whether a row could not be measured.
    var hasFailure: Bool {
        results.contains { result in
            switch result.outcome {
            case .figures, .noPeer: false
            case .failed: true
            }
        }
    }

    /// The table, under a line about the machine.
    var text: String {
        var table = Table(columns: [
            ("row", .left), ("figure", .left), ("ours", .right), ("unit", .left), ("peer", .left),
            ("peer's", .right), ("ratio", .right), ("target", .right), ("met", .left),
        ])
        for result in results {
            switch result.outcome {
            case .figures(let figures):
                for figure in figures { table.add([result.row.rawValue] + BenchReport.cells(of: figure)) }
            case .noPeer(let absence): table.add([result.row.rawValue, "no peer: \(absence)"])
            case .failed(let error): table.add([result.row.rawValue, "not measured: \(error.message)"])
            }
        }
        let note = size == .quick ? "Measured little: read no figure as a result.\n" : ""
        return "\(version), \(machine.text)\n\(note)\n\(table.text)"
    }

    /// The same as JSON.
    var json: [UInt8] {
        var writer = JSONWriter(style: .pretty)
        writer.beginObject()
        writer.key("portsimBench")
        writer.integer(1)
        writer.key("version")
        writer.string(version)
        writer.key("quick")
        writer.bool(size == .quick)
        writer.key("machine")
        writer.value(machine.json)
        writer.key("rows")
        writer.beginArray()
        for result in results { BenchReport.write(result, to: &writer) }
        writer.endArray()
        writer.endObject()
        return writer.finish() + [UInt8(ascii: "\n")]
    }

    private static func cells(of figure: Figure) -> [String] {
        let peer: (name: String, figure: String) =
            switch figure.comparison {
            case .none: ("", "")
            case .noPeer(let absence): ("no peer: \(absence)", "")
            case .peer(let name, let figure): (name, FigureText.number(figure))
            }
        let met: String =
            switch figure.isMet {
            case true?: "yes"
            case false?: "no"
            case nil: figure.target == nil ? "" : "no peer"
            }
        return [
            figure.name, FigureText.number(figure.ours), figure.unit, peer.name, peer.figure,
            figure.ratio.map(FigureText.ratio) ?? "", figure.target?.text ?? "", met,
        ]
    }

    private static func write(_ result: RowResult, to writer: inout JSONWriter) {
        let row = JSONValue.string(result.row.rawValue)
        switch result.outcome {
        case .figures(let figures):
            for figure in figures {
                let members = [(key: "row", value: row)] + figure.jsonMembers
                writer.value(.object(JSONObject(members)))
            }
        case .noPeer(let absence): writer.value(["row": row, "noPeer": .string(absence)])
        case .failed(let error): writer.value(["row": row, "error": .string(error.message)])
        }
    }
}

extension Machine {
    /// The machine as the JSON report carries it.
    fileprivate var json: JSONValue {
        [
            "cores": .number(JSONNumber(cores)), "processor": .string(processor),
            "kernel": .string(kernel), "fileSystem": .string(fileSystem),
            "loadBefore": .string(loadBefore),
        ]
    }
}

extension Figure {
    /// The figure as the JSON report carries it; what there is not is null.
    fileprivate var jsonMembers: [(key: String, value: JSONValue)] {
        var peer = JSONValue.null
        var peerFigure = JSONValue.null
        var noPeer = JSONValue.null
        switch comparison {
        case .none: break
        case .noPeer(let absence): noPeer = .string(absence)
        case .peer(let name, let figure): (peer, peerFigure) = (.string(name), Figure.json(figure))
        }
        return [
            ("figure", .string(name)), ("ours", Figure.json(ours)), ("unit", .string(unit)),
            ("peer", peer), ("peerFigure", peerFigure), ("noPeer", noPeer),
            ("ratio", ratio.map(Figure.json) ?? .null), ("target", target.map { .string($0.text) } ?? .null),
            ("met", isMet.map(JSONValue.bool) ?? .null),
        ]
    }

    private static func json(_ figure: Double) -> JSONValue {
        .number(JSONNumber(FigureText.rounded(figure)))
    }
}
