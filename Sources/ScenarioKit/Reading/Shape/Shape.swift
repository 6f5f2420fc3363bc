/// What one kind of object in a scenario file may hold.
///
/// The tables of shapes are the one source for which keys are known, what their values must be, what is
/// suggested for a mistyped key, and what documentation and schemas say. Adding a key is one row here and one
/// line where the object is decoded.
package struct Shape: Sendable {
    /// One of several things an object may be, told by the presence of a key or by the word that a key holds.
    package struct Variant: Sendable {
        /// The key that tells this variant, such as `connect` or `dist`.
        package let discriminator: Field
        /// What the key holds where all variants have the same, such as `uniform`; nil where its presence tells.
        package let word: String?
        /// What it is, in one sentence.
        package let summary: String
        /// The keys that only go with it.
        package let fields: [Field]
        /// Everything an object of this variant may hold: the common keys, the discriminator, its own keys.
        package let allFields: [Field]

        /// What tells this variant from the others, as messages name it.
        package var label: String { word ?? discriminator.key }
    }

    /// What messages call such an object, with its article, as in `a step`.
    package let name: String
    /// What it is for, in one sentence.
    package let summary: String
    /// The keys that every such object may hold, in the order of the documentation.
    package let fields: [Field]
    /// What the object may be; empty where it is one thing only, else exactly one of them applies.
    package let variants: [Variant]
    /// What the discriminators are called together, as in `verb`.
    package let variantNoun: String
    /// What must be true of the keys together.
    package internal(set) var rules: [Rule] = []

    /// Describes an object that is one thing only.
    init(_ name: String, _ summary: String, _ fields: [Field]) {
        self.name = name
        self.summary = summary
        self.fields = fields
        variants = []
        variantNoun = ""
    }

    /// Describes an object that is one of several things, each with its discriminator and its own keys.
    init(
        _ name: String,
        _ summary: String,
        _ fields: [Field],
        _ variantNoun: String,
        oneOf variants: [(discriminator: Field, fields: [Field])]
    ) {
        self.name = name
        self.summary = summary
        self.fields = fields
        self.variantNoun = variantNoun
        self.variants = variants.map { variant in
            Variant(
                discriminator: variant.discriminator,
                word: nil,
                summary: variant.discriminator.summary,
                fields: variant.fields,
                allFields: fields + [variant.discriminator] + variant.fields
            )
        }
    }

    /// Describes an object that is one of several things, told by the word that one key holds.
    init(
        _ name: String,
        _ summary: String,
        _ variantNoun: String,
        by key: String,
        _ keySummary: String,
        common: [Field] = [],
        oneOf variants: [(word: String, summary: String, fields: [Field])]
    ) {
        let discriminator = Field(required: key, .choice(variants.map(\.word)), keySummary)
        self.name = name
        self.summary = summary
        self.variantNoun = variantNoun
        fields = common
        self.variants = variants.map { variant in
            Variant(
                discriminator: discriminator,
                word: variant.word,
                summary: variant.summary,
                fields: variant.fields,
                allFields: common + [discriminator] + variant.fields
            )
        }
    }

    /// Every key that some object of this shape may hold, each once.
    package var allFields: [Field] {
        var all = fields
        for variant in variants {
            for field in [variant.discriminator] + variant.fields
            where !all.contains(where: { $0.key == field.key }) {
                all.append(field)
            }
        }
        return all
    }
}

/// One row of a shape: a key, what its value must be, and what it means.
package struct Field: Sendable {
    /// Whether a run that goes on may have another value here.
    enum Weight: Sendable {
        /// The value decides what the run is; another one makes another run.
        case content
        /// The value may change between the parts of one run: an address, a secret, a speed.
        case circumstance
    }

    /// The key as files write it.
    package let key: String
    /// What the value must be.
    package let kind: FieldKind
    /// What it means, in one sentence.
    package let summary: String
    /// What holds where the key is left out, as a file would write it; nil where nothing simple does.
    package let standard: String?
    /// Whether the object is incomplete without it.
    package let isRequired: Bool
    /// The profiles that know it, by name; nil where all do.
    package let profiles: [String]?
    let weight: Weight

    /// Describes a key that may be left out.
    init(
        _ key: String,
        _ kind: FieldKind,
        _ summary: String,
        standard: String? = nil,
        profiles: [String]? = nil,
        weight: Weight = .content
    ) {
        self.key = key
        self.kind = kind
        self.summary = summary
        self.standard = standard
        self.profiles = profiles
        self.weight = weight
        isRequired = false
    }

    /// Describes a key that every such object has.
    init(required key: String, _ kind: FieldKind, _ summary: String, weight: Weight = .content) {
        self.key = key
        self.kind = kind
        self.summary = summary
        standard = nil
        profiles = nil
        self.weight = weight
        isRequired = true
    }

    /// The same key for these profiles only.
    func known(to profiles: [String]) -> Field {
        Field(key, kind, summary, standard: standard, profiles: profiles, weight: weight)
    }

    /// Whether a profile knows the key.
    package func isKnown(to profile: String) -> Bool { profiles?.contains(profile) ?? true }
}
