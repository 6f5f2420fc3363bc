/// What a finding stands on: the first of the deliveries, attempts and probe reads that decided it.
///
/// Bounded, so that a report of a bad run stays small; what was left out is counted. No body is in it.
package struct FindingEvidence: Equatable, Sendable {
    /// One thing of the record that a finding points at.
    package struct Item: Equatable, Sendable {
        /// Where it stands in the record.
        package enum Place: Equatable, Sendable {
            /// A delivery, by its sequence.
            case delivery(Int64)
            /// An attempt, by the sequence of its delivery and its number.
            case attempt(delivery: Int64, number: Int32)
            /// A read of the probe, by its place among the reads of the run.
            case probe(Int)
            /// A request of a contract check, by its number in the verification.
            case exchange(Int)
        }

        /// Where it stands in the record.
        package var place: Place
        /// What there is to see, in one line.
        package var text: String

        /// Points at something.
        package init(_ place: Place, _ text: String) {
            self.place = place
            self.text = text
        }

        /// The sequence of the delivery that it is about; nil for a read of the probe and a check's own request.
        package var delivery: Int64? {
            switch place {
            case .delivery(let sequence), .attempt(let sequence, number: _): sequence
            case .probe, .exchange: nil
            }
        }
    }

    /// How the consumer answered the request that shows best what was judged.
    package struct Answer: Equatable, Sendable {
        /// The status; nil where no answer came.
        package var status: Int?
        /// How long it took, in microseconds.
        package var tookMicroseconds: Int64

        /// States an answer.
        package init(status: Int?, tookMicroseconds: Int64) {
            self.status = status
            self.tookMicroseconds = tookMicroseconds
        }
    }

    /// Most items that one finding keeps.
    package static let itemsMax = 20

    /// The first items, by their place in the run.
    package var items: [Item]
    /// How many more there were.
    package var omittedCount: Int64
    /// What was wanted, in a few words, such as `exactly 1`; nil where the message says it best.
    package var expected: String?
    /// What there was instead, or too; nil where the message says it best.
    package var actual: String?

    /// How one request was answered that stands for all; nil where there was none, or none says more than others.
    package var answer: Answer?

    /// Gathers evidence.
    package init(
        items: [Item] = [],
        omittedCount: Int64 = 0,
        expected: String? = nil,
        actual: String? = nil,
        answer: Answer? = nil
    ) {
        self.items = items
        self.omittedCount = omittedCount
        self.expected = expected
        self.actual = actual
        self.answer = answer
    }
}
