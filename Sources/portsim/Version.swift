import DeliveryKit

/// The version of the tool, which run files and reports carry.
package enum Version {
    /// The number alone, as in `0.1.0`.
    package static let number = Product.version

    /// What `portsim --version` prints, without the end of line.
    package static let line = "portsim \(number)"
}
