import JSONKit

/// Offers the word that was probably meant.
package enum DidYouMean {
    /// The nearest of the known words, or nil when none is near enough to be worth a line.
    package static func nearest(to word: String, among known: [String]) -> String? {
        Suggestion.nearest(to: word, among: known)
    }
}
