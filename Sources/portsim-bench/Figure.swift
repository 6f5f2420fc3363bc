/// One measured figure beside its peer's: one line of the table.
struct Figure: Equatable {
    /// What it stands beside.
    enum Comparison: Equatable {
        /// Nothing else does this.
        case none
        /// The peer is not on this machine.
        case noPeer(String)
        /// The peer's figure, of the same unit, from the same run.
        case peer(String, figure: Double)
    }

    /// What it should be.
    enum Target: Equatable {
        case atLeast(Double)
        case below(Double)
        /// Of ours divided by the peer's.
        case ratioAtLeast(Double)
        case ratioBelow(Double)
    }

    let name: String
    let ours: Double
    let unit: String
    var comparison = Comparison.none
    var target: Target?

    /// Ours divided by the peer's, where there is one.
    var ratio: Double? {
        switch comparison {
        case .none, .noPeer: nil
        case .peer(_, let figure): figure > 0 ? ours / figure : nil
        }
    }

    /// Whether the target was met; nil without a target, or without the peer that it is about.
    var isMet: Bool? {
        switch target {
        case nil: nil
        case .atLeast(let least): ours >= least
        case .below(let bound): ours < bound
        case .ratioAtLeast(let least): ratio.map { $0 >= least }
        case .ratioBelow(let bound): ratio.map { $0 < bound }
        }
    }
}

extension Figure.Target {
    /// The target as the table shows it.
    var text: String {
        switch self {
        case .atLeast(let least): "≥ \(FigureText.number(least))"
        case .below(let bound): "< \(FigureText.number(bound))"
        case .ratioAtLeast(let least): "≥ \(FigureText.ratio(least)) ×"
        case .ratioBelow(let bound): "< \(FigureText.ratio(bound)) ×"
        }
    }
}
