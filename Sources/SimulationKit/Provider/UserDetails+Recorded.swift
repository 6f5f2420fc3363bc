extension UserDetails {
    /// A user of whom only the `uid` is known, from the record of a run; its random streams hang on that.
    package convenience init(recordedUID uid: String, index: Int) {
        self.init(specification: UserSpecification(name: uid, uid: uid), index: index, seed: 0)
    }
}
