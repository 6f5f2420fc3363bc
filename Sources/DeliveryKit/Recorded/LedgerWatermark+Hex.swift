extension LedgerWatermark {
    /// The digest as 64 lowercase hex digits.
    package var hex: String { Hex.text(digest) }
}
