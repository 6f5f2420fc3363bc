import ContractKit
import ReportKit

/// Tells what a contract check means and how a consumer is mended that fails it.
enum ExplainCommand {
    static func run(_ arguments: ExplainArguments, _ console: Console) throws -> ExitCode {
        let style = Style(isColored: console.settings.outputPaint.isOn)
        switch arguments.subject {
        case .check(let check):
            let text = ExplanationText.text(
                of: check,
                in: arguments.languages,
                style: style,
                columnsMax: console.outputColumns ?? ExplanationText.columnsUsual
            )
            try console.write(text)
        case .families(let families):
            try console.write(CheckListText.text(of: families, style: style))
            console.note("'portsim explain ID' explains one of them")
        }
        return .success
    }
}
