package import DeliveryKit

/// Where a consumer tells what it believes, and where in its answer that stands.
package struct ProbeDefinition: Equatable, Sendable {
    /// One thing that can be read.
    package struct Read: Equatable, Sendable {
        /// What expectations call it.
        package var name: String
        /// Where it stands.
        package var template: ProbeTemplate

        /// Names a read.
        package init(name: String, template: ProbeTemplate) {
            self.name = name
            self.template = template
        }
    }

    /// A field that each request carries; its value is never shown.
    package struct Field: Equatable, Sendable {
        /// The field's name.
        package var name: String
        /// The field's value, perhaps a secret.
        package var value: String

        /// States a field.
        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// Where it is asked; nil for the consumer inside the process.
    package var url: WebhookURL?
    /// What can be read, in the order of the file.
    package var reads: [Read]
    /// What each request carries beside what portsim sends itself.
    package var fields: [Field]

    /// Describes a probe.
    package init(url: WebhookURL?, reads: [Read] = Self.standardReads, fields: [Field] = []) {
        self.url = url
        self.reads = reads
        self.fields = fields
    }

    /// The read of a name; nil for one that is not there.
    package func read(_ name: String) -> Read? { reads.first { $0.name == name } }

    /// What can be read of the consumer that portsim brings.
    package static let standardReads: [Read] = [
        ("processed", "/processed"),
        ("integration", "/users/{uid}/integrations/{walletId}"),
        ("transferDetection", "/users/{uid}/transfer_detection"),
        ("costBasis", "/users/{uid}/costbasis"),
    ].map { name, text in
        do throws(ProbeTemplate.Problem) {
            return Read(name: name, template: try ProbeTemplate(text))
        } catch {
            preconditionFailure("'\(text)' is a template: \(error.message)")
        }
    }
}
