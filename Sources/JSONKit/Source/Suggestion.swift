/// Finds what somebody meant who typed a name that does not exist.
package enum Suggestion {
    /// Finds the candidate nearest to `text`, or nothing when none is near.
    ///
    /// Near means at most a third of the longer name's length (one edit for names of two), counted in
    /// insertions, deletions, replacements and exchanges of neighbours, upper and lower case being the same.
    /// The first of equally near candidates wins. Names of more than 64 characters are not compared.
    ///
    /// | typed | candidates | nearest |
    /// | --- | --- | --- |
    /// | `tiemline` | `timeline`, `webhooks` | `timeline` |
    /// | `Seed` | `seed` | `seed` |
    /// | `sed` | `seed` | `seed` |
    /// | `x` | `y` | nothing |
    package static func nearest(to text: String, among candidates: some Sequence<String>) -> String? {
        let typed = folded(text)
        guard typed.count <= scalarsMax, !typed.isEmpty else { return nil }
        var best: String?
        var bestDistance = Int.max
        for candidate in candidates {
            let name = folded(candidate)
            let longer = max(typed.count, name.count)
            guard longer <= scalarsMax, abs(typed.count - name.count) < bestDistance else { continue }
            let found = distance(from: typed, to: name)
            // A distance as long as a name would replace all of it.
            guard found <= max(longer, 3) / 3, found < min(typed.count, name.count) || found == 0 else {
                continue
            }
            if found < bestDistance {
                best = candidate
                bestDistance = found
            }
        }
        return best
    }

    /// The most characters of a name that is compared: the cost grows with the square.
    private static let scalarsMax = 64

    private static func folded(_ text: String) -> [UInt32] {
        text.unicodeScalars.prefix(scalarsMax + 1).map { scalar in
            ("A"..."Z").contains(scalar) ? scalar.value + 0x20 : scalar.value
        }
    }

    /// Counts the edits between two names, an exchange of neighbours being one (optimal string alignment).
    private static func distance(from source: [UInt32], to target: [UInt32]) -> Int {
        var beforePrevious: [Int] = []
        var previous = Array(0...target.count)
        for row in source.indices {
            var current = [row + 1]
            current.reserveCapacity(target.count + 1)
            for column in target.indices {
                let replaced = previous[column] + (source[row] == target[column] ? 0 : 1)
                var edits = min(replaced, previous[column + 1] + 1, current[column] + 1)
                let isExchange =
                    row > 0 && column > 0 && source[row] == target[column - 1]
                    && source[row - 1] == target[column]
                if isExchange { edits = min(edits, beforePrevious[column - 1] + 1) }
                current.append(edits)
            }
            beforePrevious = previous
            previous = current
        }
        return previous[target.count]
    }
}
