/// A choice among names, each as likely as its weight says.
package struct WeightedChoice: Hashable, Sendable {
    /// The names in the order in which they were given, with their weights.
    package let options: [(name: String, weight: UInt64)]
    private let total: UInt64

    /// Makes a choice; at least one weight is above zero, and their sum fits 64 bits.
    package init(_ options: [(name: String, weight: UInt64)]) {
        self.options = options
        total = options.reduce(0) { $0 + $1.weight }
        precondition(total > 0, "a choice needs a weight above zero")
    }

    /// The index of the option that a draw falls on.
    package func draw(from stream: inout RandomStream) -> Int {
        var rest = stream.below(total)
        for (index, option) in options.enumerated() {
            if rest < option.weight { return index }
            rest -= option.weight
        }
        preconditionFailure("a draw below the total falls on an option")
    }

    /// Whether two choices have the same options in the same order.
    package static func == (left: WeightedChoice, right: WeightedChoice) -> Bool {
        left.options.elementsEqual(right.options) { $0 == $1 }
    }

    /// Feeds the options to a hasher.
    package func hash(into hasher: inout Hasher) {
        for option in options {
            hasher.combine(option.name)
            hasher.combine(option.weight)
        }
    }
}
