/// A secret that deliveries may be signed with, and for how long.
package struct ConsumerSecret: Sendable {
    /// The secret, prefix included.
    package let text: String
    /// It signs only events that are stamped before this, in milliseconds since 1970; nil for all.
    ///
    /// After a rotation, requests that are under way are still signed with the secret of before: they
    /// are about events from before, and nothing newer is taken from whoever has the old secret alone.
    package let endMilliseconds: Int64?

    /// States a secret; without an end it is accepted for good.
    package init(_ text: String, endMilliseconds: Int64? = nil) {
        self.text = text
        self.endMilliseconds = endMilliseconds
    }
}

extension ConsumerSecret: CustomStringConvertible, CustomReflectable {
    /// Whatever prints a secret by accident prints none.
    package var description: String { "a secret" }

    /// Nothing.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
