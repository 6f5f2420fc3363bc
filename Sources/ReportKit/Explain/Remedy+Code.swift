import CAssets
package import ContractKit

extension Remedy {
    /// The name of its file in a language.
    package func fileName(in language: CodeLanguage) -> String {
        "\(rawValue).\(language.fileExtension)"
    }

    /// Its function in a language, as the file has it.
    package func code(in language: CodeLanguage) -> String {
        guard let text = unsafe portsim_remedy_code(rawValue, language.fileExtension) else {
            preconditionFailure("\(fileName(in: language)) is not compiled in")
        }
        return unsafe String(cString: text)
    }
}
