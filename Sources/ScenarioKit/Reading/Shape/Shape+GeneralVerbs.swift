extension Shape {
    /// The verbs of every profile.
    static let generalVerbs: [(discriminator: Field, fields: [Field])] = [
        (
            Field(
                "emit",
                .eventName,
                "Announces an event with the data given here, whatever the user's story is; nothing follows from it."
            ),
            [
                Field(required: "user", .reference(.user), "The user whose event it is."),
                Field(
                    required: "data",
                    .data,
                    "Its data, sent as JSON.stringify writes it; kryptos-v1 puts 'uid' first where it is not given."
                ),
            ]
        )
    ]
}
