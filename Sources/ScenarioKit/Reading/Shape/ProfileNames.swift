import SimulationKit

/// The profiles that know a key, by name.
enum ProfileNames {
    /// Both contracts of the portfolio provider.
    static let portfolio = [Profile.kryptosV1.name, Profile.kryptosV2.name]
    /// Its later contract alone.
    static let later = [Profile.kryptosV2.name]
}
