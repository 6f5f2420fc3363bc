extension Array<Double> {
    /// The middle of the values, or the mean of the middle two; nil when there are none.
    var median: Double? {
        guard !isEmpty else { return nil }
        let ordered = sorted()
        let upper = ordered[count / 2]
        return count.isMultiple(of: 2) ? (ordered[count / 2 - 1] + upper) / 2 : upper
    }
}
